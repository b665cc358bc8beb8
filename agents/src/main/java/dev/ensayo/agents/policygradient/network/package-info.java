/** The network of a policy and a value. */
package dev.ensayo.agents.policygradient.network;
