package dev.ensayo.results.analysis;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The final scores of a variant.
 *
 * @param each those of its finished runs that are finite, by seed
 * @param mean their interquartile mean; empty if there are none
 * @param interval of the mean; empty for fewer than two scores
 */
public record FinalScores(double[] each, OptionalDouble mean, Optional<Interval> interval) {
  /**
   * Sums up scores.
   *
   * @param bootstrap what the interval is drawn from
   */
  static FinalScores of(double[] each, RandomStream bootstrap) {
    return each.length == 0
        ? new FinalScores(each, OptionalDouble.empty(), Optional.empty())
        : new FinalScores(
            each,
            OptionalDouble.of(InterquartileMean.of(each)),
            StratifiedBootstrap.STANDARD.ofInterquartileMean(each, bootstrap));
  }
}
