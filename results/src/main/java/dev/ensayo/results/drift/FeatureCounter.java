package dev.ensayo.results.drift;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Longs;
import dev.ensayo.core.preprocessing.ColumnProfile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the live values of one feature; its memory does not grow with them. Not thread-safe. */
public final class FeatureCounter {
  private final ColumnProfile profile;
  private final Map<String, Integer> categories = new HashMap<>();
  private final double least;
  private final double greatest;
  private final double[] edges;
  private final long[] bins;
  private long missing;
  private long below;
  private long above;
  private long unseen;

  public FeatureCounter(ColumnProfile profile) {
    this.profile = profile;
    if (profile instanceof ColumnProfile.Numbers numbers) {
      List<Double> quantiles = numbers.quantiles();
      this.least = quantiles.isEmpty() ? Double.NEGATIVE_INFINITY : quantiles.get(0);
      this.greatest =
          quantiles.isEmpty() ? Double.POSITIVE_INFINITY : quantiles.get(quantiles.size() - 1);
      this.edges = Doubles.toArray(numbers.edges());
      this.bins = new long[edges.length + 1];
    } else {
      ((ColumnProfile.Categories) profile)
          .counts()
          .keySet()
          .forEach(name -> categories.put(name, categories.size()));
      this.least = Double.NEGATIVE_INFINITY;
      this.greatest = Double.POSITIVE_INFINITY;
      this.edges = new double[0];
      this.bins = new long[categories.size()];
    }
  }

  /** What the values are compared with. */
  public ColumnProfile profile() {
    return profile;
  }

  /**
   * A number.
   *
   * @param value NaN for a gap
   * @throws IllegalStateException if the feature has categories
   */
  public void add(double value) {
    if (!(profile instanceof ColumnProfile.Numbers)) {
      throw new IllegalStateException(profile.name() + " has categories");
    }
    if (Double.isNaN(value)) {
      missing++;
      return;
    }
    below += value < least ? 1 : 0;
    above += value > greatest ? 1 : 0;
    bins[ColumnProfile.Numbers.bin(value, edges)]++;
  }

  /**
   * A category.
   *
   * @param value null for a gap
   * @throws IllegalStateException if the feature holds numbers
   */
  public void add(String value) {
    if (!(profile instanceof ColumnProfile.Categories)) {
      throw new IllegalStateException(profile.name() + " holds numbers");
    }
    if (value == null) {
      missing++;
      return;
    }
    Integer bin = categories.get(value);
    if (bin == null) {
      unseen++;
    } else {
      bins[bin]++;
    }
  }

  /** What was counted since the last call. */
  public FeatureWindow take() {
    FeatureWindow window =
        new FeatureWindow(
            profile.name(), missing, below, above, unseen, Longs.asList(bins.clone()));
    Arrays.fill(bins, 0);
    missing = 0;
    below = 0;
    above = 0;
    unseen = 0;
    return window;
  }
}
