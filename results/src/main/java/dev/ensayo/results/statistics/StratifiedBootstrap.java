package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Percentile bootstrap intervals of a statistic of several groups of scores (strata): each group is
 * resampled with replacement to its own size, independently of the others.
 *
 * <p>Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979; strata as in Agarwal et al.,
 * 2021, section 4.1, where a stratum is a task. Here it is a variant: its seeds are resampled among
 * themselves.
 *
 * @param resamples how many times the scores are resampled
 * @param level share of resamples inside the interval, in (0, 1)
 */
public record StratifiedBootstrap(int resamples, double level) {
  /** 10,000 resamples, 95 %. */
  public static final StratifiedBootstrap STANDARD = new StratifiedBootstrap(10_000, 0.95);

  public StratifiedBootstrap {
    checkArgument(resamples >= 1, "resamples must be at least 1: %s", resamples);
    checkArgument(level > 0 && level < 1, "level must lie in (0, 1): %s", level);
  }

  /**
   * The interval between the two percentiles (linear interpolation, Hyndman and Fan's type 7) that
   * leave {@code (1 − level) / 2} of the resamples on either side.
   *
   * @param strata {@code [groups][scores]}
   * @param statistic of scores in the shape of {@code strata}; must not keep the array
   * @param random the same state gives the same interval
   * @return empty if a stratum has fewer than two scores: one score says nothing of the spread
   */
  public Optional<Interval> interval(
      double[][] strata, ToDoubleFunction<double[][]> statistic, RandomGenerator random) {
    for (double[] stratum : strata) {
      if (stratum.length < 2) {
        return Optional.empty();
      }
    }
    double[][] resample = new double[strata.length][];
    Arrays.setAll(resample, group -> new double[strata[group].length]);
    double[] statistics = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      for (int group = 0; group < strata.length; group++) {
        double[] stratum = strata[group];
        for (int j = 0; j < stratum.length; j++) {
          resample[group][j] = stratum[random.nextInt(stratum.length)];
        }
      }
      statistics[i] = statistic.applyAsDouble(resample);
    }
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(statistics);
    double tail = 100 * (1 - level) / 2;
    return Optional.of(new Interval(percentile.evaluate(tail), percentile.evaluate(100 - tail)));
  }

  /** The interval of the interquartile mean of one group of scores. */
  public Optional<Interval> ofInterquartileMean(double[] scores, RandomGenerator random) {
    return interval(new double[][] {scores}, groups -> InterquartileMean.of(groups[0]), random);
  }

  /** The interval of the interquartile mean of {@code scores} minus that of {@code baseline}. */
  public Optional<Interval> ofDifference(
      double[] scores, double[] baseline, RandomGenerator random) {
    return interval(
        new double[][] {scores, baseline},
        groups -> InterquartileMean.of(groups[0]) - InterquartileMean.of(groups[1]),
        random);
  }
}
