/** Q-learning over many copies of an environment, without replay and without a target network. */
package dev.ensayo.agents.pqn;
