package dev.ensayo.results.drift;

import dev.ensayo.core.preprocessing.StabilityIndex;

/**
 * How far one feature is from the training part.
 *
 * @param name of the feature
 * @param index population stability index, at least 0
 * @param byChance what the index is on average if nothing has changed
 * @param distance largest difference of the two distribution functions at the edges of the bins, in
 *     [0, 1]; of categories half the sum of the differences of shares (total variation)
 * @param p of a test that nothing has changed, before correction
 * @param adjusted the p-value corrected for the number of features (Holm)
 * @param values how many live values there were, gaps included
 * @param beyond how many lie beyond the training part
 */
public record FeatureDrift(
    String name,
    double index,
    double byChance,
    double distance,
    double p,
    double adjusted,
    long values,
    long beyond) {
  /** The chance of a false alarm in a window, over all features together. */
  public static final double LEVEL = 0.01;

  FeatureDrift corrected(double corrected) {
    return new FeatureDrift(name, index, byChance, distance, p, corrected, values, beyond);
  }

  /**
   * Whether the feature has changed: surely (the corrected p-value is below {@link #LEVEL}) and by
   * more than a little (an index of {@link StabilityIndex#SOME}).
   */
  public boolean isDrift() {
    return adjusted < LEVEL && index >= StabilityIndex.SOME;
  }
}
