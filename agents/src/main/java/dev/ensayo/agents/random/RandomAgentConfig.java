package dev.ensayo.agents.random;

/** {@link RandomAgent} has no settings. */
public record RandomAgentConfig() {}
