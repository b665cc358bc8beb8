/** How the rates of an agent change over its run. */
package dev.ensayo.agents.annealing;
