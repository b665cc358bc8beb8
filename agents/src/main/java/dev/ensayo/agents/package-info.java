/** Reinforcement learning: one package per algorithm, and the parts they share. */
package dev.ensayo.agents;
