/**
 * What the outputs of a Q-network mean: a value for each action, or a distribution of returns; and
 * what they are to become.
 */
package dev.ensayo.agents.dqn.value;
