/** REINFORCE, with and without a baseline. */
package dev.ensayo.agents.policygradient.reinforce;
