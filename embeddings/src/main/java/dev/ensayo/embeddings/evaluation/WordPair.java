package dev.ensayo.embeddings.evaluation;

/**
 * Two words and how similar people find them.
 *
 * @param score on any scale, higher for more similar
 */
public record WordPair(String one, String other, double score) {}
