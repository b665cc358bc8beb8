/** The agent that acts at random: the floor that every learner has to rise above. */
package dev.ensayo.agents.random;
