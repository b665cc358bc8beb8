/** Soft actor-critic: continuous actions, off-policy, with as much entropy as return allows. */
package dev.ensayo.agents.sac;
