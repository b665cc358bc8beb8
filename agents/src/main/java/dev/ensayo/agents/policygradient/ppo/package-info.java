/** Proximal policy optimization. */
package dev.ensayo.agents.policygradient.ppo;
