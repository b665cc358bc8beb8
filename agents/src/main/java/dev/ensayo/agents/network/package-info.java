/** What networks of agents have in common. */
package dev.ensayo.agents.network;
