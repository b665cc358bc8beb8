/** Finite processes on a grid, given as transition tables. */
package dev.ensayo.environments.gridworld;
