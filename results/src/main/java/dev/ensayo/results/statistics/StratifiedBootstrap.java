package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
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

  /** 2,000 resamples, 95 %: for each of many points of a curve. */
  public static final StratifiedBootstrap OF_CURVES = new StratifiedBootstrap(2_000, 0.95);

  public StratifiedBootstrap {
    checkArgument(resamples >= 1, "resamples must be at least 1: %s", resamples);
    checkArgument(level > 0 && level < 1, "level must lie in (0, 1): %s", level);
  }

  /**
   * The interval between the two percentiles (linear interpolation, Hyndman and Fan's type 7) that
   * leave {@code (1 − level) / 2} of the resamples on either side; empty if a stratum has fewer
   * than two scores: one score says nothing of the spread.
   */
  private Optional<Interval> interval(DoubleSupplier statisticOfNext, double[]... strata) {
    for (double[] stratum : strata) {
      if (stratum.length < 2) {
        return Optional.empty();
      }
    }
    double[] statistics = new double[resamples];
    Arrays.setAll(statistics, i -> statisticOfNext.getAsDouble());
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(statistics);
    double tail = 100 * (1 - level) / 2;
    return Optional.of(new Interval(percentile.evaluate(tail), percentile.evaluate(100 - tail)));
  }

  /**
   * The interval of a statistic of several groups of scores, each resampled within itself.
   *
   * @param random the same state gives the same interval
   * @return empty if a group has fewer than two scores
   */
  Optional<Interval> of(
      ToDoubleFunction<List<double[]>> statistic, List<double[]> groups, RandomGenerator random) {
    double[][] drawn = groups.stream().map(double[]::clone).toArray(double[][]::new);
    return interval(
        () -> {
          resample(groups, drawn, random);
          return statistic.applyAsDouble(List.of(drawn));
        },
        groups.toArray(double[][]::new));
  }

  /** What a statistic comes to in each of so many resamples. */
  static double[] statistics(
      ToDoubleFunction<List<double[]>> statistic,
      List<double[]> groups,
      int resamples,
      RandomGenerator random) {
    double[][] drawn = groups.stream().map(double[]::clone).toArray(double[][]::new);
    double[] statistics = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      resample(groups, drawn, random);
      statistics[i] = statistic.applyAsDouble(List.of(drawn));
    }
    return statistics;
  }

  private static void resample(List<double[]> groups, double[][] drawn, RandomGenerator random) {
    for (int g = 0; g < drawn.length; g++) {
      double[] group = groups.get(g);
      Arrays.setAll(drawn[g], i -> group[random.nextInt(group.length)]);
    }
  }

  /**
   * The interval of the interquartile mean of one group of scores.
   *
   * @param random the same state gives the same interval
   * @return empty if there are fewer than two scores
   */
  public Optional<Interval> ofInterquartileMean(double[] scores, RandomGenerator random) {
    ResampledGroup group = new ResampledGroup(scores);
    return interval(() -> group.draw(random), scores);
  }

  /**
   * The interval of the interquartile mean of {@code scores} minus that of {@code baseline}.
   *
   * @param random the same state gives the same interval
   * @return empty if a side has fewer than two scores
   */
  public Optional<Interval> ofDifference(
      double[] scores, double[] baseline, RandomGenerator random) {
    ResampledGroup ofScores = new ResampledGroup(scores);
    ResampledGroup ofBaseline = new ResampledGroup(baseline);
    return interval(() -> ofScores.draw(random) - ofBaseline.draw(random), scores, baseline);
  }
}
