/** Agents that act by a distribution and learn from rollouts. */
package dev.ensayo.agents.policygradient.acting;
