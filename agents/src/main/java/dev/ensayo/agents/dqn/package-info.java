/** Deep Q-networks: DQN of Mnih et al. 2015 and the changes to it that are settings here. */
package dev.ensayo.agents.dqn;
