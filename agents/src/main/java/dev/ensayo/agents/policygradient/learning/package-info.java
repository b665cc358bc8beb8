/** Losses of policy gradients and the updates that go down them. */
package dev.ensayo.agents.policygradient.learning;
