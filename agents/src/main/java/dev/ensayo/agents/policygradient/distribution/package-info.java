/** What actions are drawn from: distributions whose parameters a network puts out. */
package dev.ensayo.agents.policygradient.distribution;
