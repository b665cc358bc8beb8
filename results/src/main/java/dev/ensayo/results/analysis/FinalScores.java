package dev.ensayo.results.analysis;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Longs;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The final scores of a variant.
 *
 * @param seeds of those runs, ascending
 * @param each those of its finished runs that are finite, by seed
 * @param mean their interquartile mean; empty if there are none
 * @param interval of the mean; empty for fewer than two scores
 */
public record FinalScores(
    long[] seeds, double[] each, OptionalDouble mean, Optional<Interval> interval) {
  /**
   * Sums up scores.
   *
   * @param bySeed finite
   * @param bootstrap what the interval is drawn from
   */
  static FinalScores of(Map<Long, Double> bySeed, RandomStream bootstrap) {
    long[] seeds = Longs.toArray(bySeed.keySet());
    double[] each = Doubles.toArray(bySeed.values());
    return each.length == 0
        ? new FinalScores(seeds, each, OptionalDouble.empty(), Optional.empty())
        : new FinalScores(
            seeds,
            each,
            OptionalDouble.of(InterquartileMean.of(each)),
            StratifiedBootstrap.STANDARD.ofInterquartileMean(each, bootstrap));
  }

  /** By seed. */
  Map<Long, Double> bySeed() {
    Map<Long, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < seeds.length; i++) {
      scores.put(seeds[i], each[i]);
    }
    return scores;
  }
}
