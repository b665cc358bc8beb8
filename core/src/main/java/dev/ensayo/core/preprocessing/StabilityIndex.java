package dev.ensayo.core.preprocessing;

import java.util.Arrays;

/**
 * The population stability index Σ (a − e) · ln(a / e) over the bins of a profile, a gap being one
 * more bin, with a the share of the values and e that of the training part (Yurdakul, "Statistical
 * properties of population stability index", 2018). A bin without values counts as one with half a
 * value.
 *
 * @param index at least 0; 0 where there is nothing to compare
 * @param byChance what the index is on average if nothing has changed (section 3)
 * @param values how many were compared, gaps included
 */
public record StabilityIndex(double index, double byChance, long values) {
  /** From here on, by custom, something has changed. */
  public static final double SOME = 0.1;

  /** From here on, by custom, much has. */
  public static final double MUCH = 0.25;

  /**
   * Compares counts.
   *
   * @param trained of the training part, in each bin
   * @param trainedGaps gaps of the training part
   * @param live in each bin, as many as {@code trained}
   * @param liveGaps gaps among them
   */
  public static StabilityIndex of(long[] trained, long trainedGaps, long[] live, long liveGaps) {
    double n = Arrays.stream(live).sum() + (double) liveGaps;
    double before = Arrays.stream(trained).sum() + (double) trainedGaps;
    if (n == 0 || before == 0) {
      return new StabilityIndex(0, 0, 0);
    }
    double index = term(liveGaps / n, trainedGaps / before, n, before);
    int bins = trainedGaps + liveGaps > 0 ? 1 : 0;
    for (int i = 0; i < live.length; i++) {
      index += term(live[i] / n, trained[i] / before, n, before);
      bins += live[i] + trained[i] > 0 ? 1 : 0;
    }
    return new StabilityIndex(index, (bins - 1) * (1 / n + 1 / before), (long) n);
  }

  private static double term(double now, double then, double n, double before) {
    if (now == 0 && then == 0) {
      return 0;
    }
    double a = Math.max(now, 0.5 / n);
    double e = Math.max(then, 0.5 / before);
    return (a - e) * Math.log(a / e);
  }
}
