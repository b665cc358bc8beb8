/**
 * RL4J both ways: its deep Q-learning in Ensayo's environments, and its environments for Ensayo's
 * agents. Nothing else in Ensayo imports RL4J.
 */
package dev.ensayo.agents.rl4j;
