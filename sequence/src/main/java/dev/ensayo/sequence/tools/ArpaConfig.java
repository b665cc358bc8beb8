package dev.ensayo.sequence.tools;

/** Options of {@link ArpaTool}: there are none. */
public record ArpaConfig() {}
