package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The share of runs that score at least τ, for every τ: the whole distribution of the scores
 * instead of one number of it. A profile that lies above another everywhere dominates it.
 *
 * <p>Agarwal et al., 2021, section 4.2 (there with "more than τ" over several tasks; here "at least
 * τ", so that a run at the highest possible score still counts at that score).
 */
public final class PerformanceProfile {
  private static final double LEVEL = 0.95;

  private final double[] sorted;

  /**
   * @param scores one per run, at least one; finite
   */
  public PerformanceProfile(double[] scores) {
    checkArgument(scores.length >= 1, "a performance profile needs at least one score");
    this.sorted = scores.clone();
    Arrays.sort(sorted);
  }

  /** The scores, ascending: where the profile steps down. */
  public double[] scores() {
    return sorted.clone();
  }

  /** The share of runs with a score of at least {@code tau}, in [0, 1]. */
  public double atLeast(double tau) {
    return Arrays.stream(sorted).filter(score -> score >= tau).count() / (double) sorted.length;
  }

  /** The share of runs with a score of at most {@code tau}, in [0, 1]. */
  public double atMost(double tau) {
    return Arrays.stream(sorted).filter(score -> score <= tau).count() / (double) sorted.length;
  }

  /**
   * The 95 % interval of the share at one {@code tau}, by {@link ProportionInterval}; at each by
   * itself, not of the whole profile at once.
   *
   * @param upwards of runs with a score of at least {@code tau}, else of at most
   */
  public Interval interval(double tau, boolean upwards) {
    double share = upwards ? atLeast(tau) : atMost(tau);
    return ProportionInterval.of(Math.round(share * sorted.length), sorted.length, LEVEL);
  }
}
