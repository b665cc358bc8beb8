package dev.ensayo.results.analysis;

import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import java.util.Optional;

/**
 * How far a choice flattered what it chose: the best of many scores is partly the luckiest, and
 * other seeds do not have that luck.
 *
 * @param tuning interquartile mean of the scores that chose
 * @param reported that of the scores with the seeds of the results
 * @param by how much better the first is
 * @param interval of that, 95 % bootstrap of both; empty where one has fewer than two scores
 */
public record Flattery(double tuning, double reported, double by, Optional<Interval> interval) {
  /**
   * @param tuning scores, at least one
   * @param reported scores, at least one
   */
  static Flattery of(
      double[] tuning, double[] reported, boolean higherIsBetter, SeedSequence seeds) {
    double chosen = InterquartileMean.of(tuning);
    double found = InterquartileMean.of(reported);
    double[] first = higherIsBetter ? tuning : reported;
    double[] second = higherIsBetter ? reported : tuning;
    return new Flattery(
        chosen,
        found,
        higherIsBetter ? chosen - found : found - chosen,
        StratifiedBootstrap.STANDARD.ofDifference(first, second, seeds.stream("flattery")));
  }
}
