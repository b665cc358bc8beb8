package dev.ensayo.embeddings.evaluation;

/**
 * How well cosines agree with people.
 *
 * @param name of the set of pairs
 * @param pairs how many there are
 * @param correlation of cosine and score over the pairs whose words both have vectors
 */
public record SimilarityScore(String name, int pairs, RankCorrelation correlation) {
  /** How many pairs were compared. */
  public int used() {
    return correlation.size();
  }

  /** How many pairs have a word without a vector; they are left out. */
  public int missing() {
    return pairs - correlation.size();
  }

  /** Spearman's rank correlation, in [−1, 1]; NaN if fewer than 2 pairs are left. */
  public double spearman() {
    return correlation.value();
  }
}
