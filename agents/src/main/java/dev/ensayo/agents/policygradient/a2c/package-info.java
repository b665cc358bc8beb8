/** Advantage actor-critic. */
package dev.ensayo.agents.policygradient.a2c;
