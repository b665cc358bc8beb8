package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How much of a setting one way of learning needs to score what another scores: the horizontal
 * distance between their curves of scores against the setting.
 *
 * <p>The curve of the first goes through the interquartile means of its cells, the values of the
 * setting that were tried, straight from one to the next on the axis as it is drawn (a logarithmic
 * one where {@link LogScale} suits). Needed is the smallest value at which it reaches the score;
 * that is also where its running maximum reaches it, so a curve that dips needs no smoothing.
 *
 * <p>The interval is a percentile bootstrap: the seeds of each cell of the curve and those behind
 * the score are resampled among themselves (Efron and Tibshirani, "An Introduction to the
 * Bootstrap", 1993, chapter 13). Resamples whose curve does not reach the score, or is above it
 * from the start, count as infinitely far on their side, so that an end of the interval may lie
 * beyond what was measured.
 *
 * @param value of the setting; {@code -∞} where the first value tried is more than enough, {@code
 *     +∞} where the last is not enough
 * @param low end of the 95 % interval, in the same way
 * @param high end of the 95 % interval, in the same way
 * @param hasInterval whether every cell has two scores; else both ends are the value
 */
public record SettingNeeded(double value, double low, double high, boolean hasInterval) {
  private static final int RESAMPLES = 10_000;
  private static final double TAIL = 0.025;

  /**
   * Finds what is needed.
   *
   * @param values of the setting that were tried, strictly ascending, at least two
   * @param curve scores of the seeds at each of the values, each at least one
   * @param goal scores of the seeds to be equalled, at least one
   * @param higherIsBetter whether a score is reached from below
   * @param isLogarithmic whether the values are ratios; they are then positive
   * @param random the same state gives the same interval
   */
  public static SettingNeeded of(
      double[] values,
      List<double[]> curve,
      double[] goal,
      boolean higherIsBetter,
      boolean isLogarithmic,
      RandomGenerator random) {
    checkArgument(values.length >= 2, "a curve needs two values of the setting");
    checkArgument(values.length == curve.size(), "each value needs its scores");
    double sign = higherIsBetter ? 1 : -1;
    double[] means =
        curve.stream().mapToDouble(cell -> sign * InterquartileMean.of(cell)).toArray();
    double value = firstReach(values, means, sign * InterquartileMean.of(goal), isLogarithmic);
    boolean hasInterval = goal.length >= 2 && curve.stream().allMatch(cell -> cell.length >= 2);
    if (!hasInterval) {
      return new SettingNeeded(value, value, value, false);
    }
    List<ResampledGroup> cells = curve.stream().map(ResampledGroup::new).toList();
    ResampledGroup score = new ResampledGroup(goal);
    double[] found = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < means.length; j++) {
        means[j] = sign * cells.get(j).draw(random);
      }
      found[i] = firstReach(values, means, sign * score.draw(random), isLogarithmic);
    }
    Arrays.sort(found);
    return new SettingNeeded(value, quantile(found, TAIL), quantile(found, 1 - TAIL), true);
  }

  /** The interval, where there is one that ends at two numbers. */
  public Optional<Interval> interval() {
    return hasInterval && Double.isFinite(low) && Double.isFinite(high)
        ? Optional.of(new Interval(low, high))
        : Optional.empty();
  }

  /** The smallest value at which a curve, straight between its points, is as high as a goal. */
  static double firstReach(double[] values, double[] scores, double goal, boolean isLogarithmic) {
    if (scores[0] >= goal) {
      return scores[0] == goal ? values[0] : Double.NEGATIVE_INFINITY;
    }
    for (int i = 1; i < values.length; i++) {
      if (scores[i] >= goal) {
        double part = (goal - scores[i - 1]) / (scores[i] - scores[i - 1]);
        return isLogarithmic
            ? values[i - 1] * Math.pow(values[i] / values[i - 1], part)
            : values[i - 1] + part * (values[i] - values[i - 1]);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Hyndman and Fan's type 7; infinite where one of the neighbours that count is. */
  private static double quantile(double[] sorted, double share) {
    double place = (sorted.length - 1) * share;
    int below = (int) place;
    double part = place - below;
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    if (part == 0 || low == high) {
      return low;
    }
    return Double.isInfinite(low)
        ? low
        : Double.isInfinite(high) ? high : low + part * (high - low);
  }
}
