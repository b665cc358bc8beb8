package dev.ensayo.embeddings.evaluation;

/**
 * How well cosines agree with people.
 *
 * @param name of the set of pairs
 * @param pairs how many there are
 * @param missing how many have a word without a vector; they are left out
 * @param spearman rank correlation of cosine and score over the others, in [−1, 1]; NaN if fewer
 *     than 2 are left
 */
public record SimilarityScore(String name, int pairs, int missing, double spearman) {}
