package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import dev.ensayo.results.statistics.AcceleratedBootstrap;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.Statistic;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The final scores of a variant.
 *
 * @param bySeed those that count, by seed
 * @param mean their interquartile mean; empty if there are none
 * @param interval of the mean, found as the study says; empty for fewer than two scores
 * @param percentile of the mean, the percentile interval
 * @param accelerated of the mean, the interval that is corrected for bias and skew
 */
public record FinalScores(
    ImmutableSortedMap<Long, Double> bySeed,
    OptionalDouble mean,
    Optional<Interval> interval,
    Optional<Interval> percentile,
    Optional<Interval> accelerated) {
  /**
   * Sums up scores.
   *
   * @param seeds what intervals are drawn from
   */
  static FinalScores of(
      ImmutableSortedMap<Long, Double> bySeed, IntervalMethod method, SeedSequence seeds) {
    double[] each = bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
    if (each.length == 0) {
      return new FinalScores(
          bySeed, OptionalDouble.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    Optional<Interval> percentile =
        StratifiedBootstrap.STANDARD.ofInterquartileMean(each, seeds.stream("score"));
    Optional<Interval> accelerated =
        AcceleratedBootstrap.STANDARD.of(
            Statistic.INTERQUARTILE_MEAN, each, seeds.stream("score-bca"));
    return new FinalScores(
        bySeed,
        OptionalDouble.of(InterquartileMean.of(each)),
        method == IntervalMethod.BCA ? accelerated : percentile,
        percentile,
        accelerated);
  }

  /** By seed, {@code [n]}. */
  public double[] each() {
    return bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
