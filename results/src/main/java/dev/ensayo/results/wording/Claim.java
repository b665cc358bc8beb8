package dev.ensayo.results.wording;

/**
 * A sentence of a report's first part.
 *
 * @param text the sentence
 * @param evidence what it rests on
 */
public record Claim(String text, Evidence evidence) {}
