package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Bias-corrected and accelerated bootstrap intervals (BCa). Where the percentile interval cuts off
 * as many resamples on either side, this one moves both cuts by how far the statistic lies from the
 * middle of its resamples ({@code z₀}) and by how much its spread changes with its value ({@code
 * a}).
 *
 * <p>Efron, "Better Bootstrap Confidence Intervals", 1987; {@code a} of several samples as in Efron
 * and Tibshirani, "An Introduction to the Bootstrap", 1993, equation 14.15, with a jackknife in
 * each.
 *
 * @param resamples how many times the scores are resampled
 * @param level share of resamples inside the interval, in (0, 1)
 */
public record AcceleratedBootstrap(int resamples, double level) {
  /** 10,000 resamples, 95 %. */
  public static final AcceleratedBootstrap STANDARD = new AcceleratedBootstrap(10_000, 0.95);

  /** Relative: means of the same scores in another order differ by less. */
  private static final double NOISE = 1e-13;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public AcceleratedBootstrap {
    checkArgument(resamples >= 1, "resamples must be at least 1: %s", resamples);
    checkArgument(level > 0 && level < 1, "level must lie in (0, 1): %s", level);
  }

  /**
   * The interval of a statistic of one group of scores.
   *
   * @param random the same state gives the same interval
   * @return empty if there are fewer than two scores
   */
  public Optional<Interval> of(Statistic statistic, double[] scores, RandomGenerator random) {
    ResampledGroup group = new ResampledGroup(scores);
    return of(
        groups -> statistic.applyAsDouble(groups.get(0)),
        List.of(scores),
        statistic == Statistic.INTERQUARTILE_MEAN
            ? Optional.of(() -> group.draw(random))
            : Optional.empty(),
        random);
  }

  /**
   * The interval of the statistic of {@code scores} minus that of {@code baseline}.
   *
   * @param random the same state gives the same interval
   * @return empty if a side has fewer than two scores
   */
  public Optional<Interval> ofDifference(
      Statistic statistic, double[] scores, double[] baseline, RandomGenerator random) {
    ResampledGroup ofScores = new ResampledGroup(scores);
    ResampledGroup ofBaseline = new ResampledGroup(baseline);
    return of(
        groups -> statistic.applyAsDouble(groups.get(0)) - statistic.applyAsDouble(groups.get(1)),
        List.of(scores, baseline),
        statistic == Statistic.INTERQUARTILE_MEAN
            ? Optional.of(() -> ofScores.draw(random) - ofBaseline.draw(random))
            : Optional.empty(),
        random);
  }

  /**
   * @param faster draws the statistic of a resample, where there is a faster way
   */
  private Optional<Interval> of(
      ToDoubleFunction<List<double[]>> statistic,
      List<double[]> groups,
      Optional<DoubleSupplier> faster,
      RandomGenerator random) {
    if (groups.stream().anyMatch(group -> group.length < 2)) {
      return Optional.empty();
    }
    double[] drawn =
        faster.isPresent()
            ? DoubleStream.generate(faster.get()).limit(resamples).toArray()
            : StratifiedBootstrap.statistics(statistic, groups, resamples, random);
    return Optional.of(interval(statistic, groups, drawn));
  }

  /** The interval, given what the statistic came to in each resample. */
  Interval interval(
      ToDoubleFunction<List<double[]>> statistic, List<double[]> groups, double[] drawn) {
    double estimate = statistic.applyAsDouble(groups);
    double noise = NOISE * Math.abs(estimate);
    long below = Arrays.stream(drawn).filter(value -> value < estimate - noise).count();
    long above = Arrays.stream(drawn).filter(value -> value > estimate + noise).count();
    // What equals the estimate counts half on either side.
    double bias = NORMAL.inverseCumulativeProbability(0.5 + (below - above) / (2.0 * drawn.length));
    double acceleration = acceleration(statistic, groups);
    double tail = NORMAL.inverseCumulativeProbability((1 - level) / 2);
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(drawn);
    double low = quantile(percentile, moved(tail, bias, acceleration));
    double high = quantile(percentile, moved(-tail, bias, acceleration));
    return new Interval(Math.min(low, high), Math.max(low, high));
  }

  /** The share of resamples below the cut; that of the percentile interval where z₀ is infinite. */
  private static double moved(double z, double bias, double acceleration) {
    if (Double.isInfinite(bias)) {
      return NORMAL.cumulativeProbability(z);
    }
    double sum = bias + z;
    return NORMAL.cumulativeProbability(bias + sum / (1 - acceleration * sum));
  }

  private static double quantile(Percentile percentile, double share) {
    // The library takes percents above 0; at 0 the quantile is the smallest value.
    return percentile.evaluate(Math.max(100 * share, Double.MIN_NORMAL));
  }

  /**
   * From the statistic without one score after the other; 0 where leaving one out moves nothing.
   */
  private static double acceleration(
      ToDoubleFunction<List<double[]>> statistic, List<double[]> groups) {
    double cubes = 0;
    double squares = 0;
    for (int g = 0; g < groups.size(); g++) {
      int n = groups.get(g).length;
      double[] without = new double[n];
      for (int i = 0; i < n; i++) {
        without[i] = statistic.applyAsDouble(leavingOut(groups, g, i));
      }
      double mean = StatUtils.mean(without);
      for (double value : without) {
        double influence = (n - 1) * (mean - value) / n;
        cubes += influence * influence * influence;
        squares += influence * influence;
      }
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static List<double[]> leavingOut(List<double[]> groups, int group, int index) {
    double[] all = groups.get(group);
    double[] rest = new double[all.length - 1];
    System.arraycopy(all, 0, rest, 0, index);
    System.arraycopy(all, index + 1, rest, index, rest.length - index);
    double[][] copy = groups.toArray(double[][]::new);
    copy[group] = rest;
    return List.of(copy);
  }
}
