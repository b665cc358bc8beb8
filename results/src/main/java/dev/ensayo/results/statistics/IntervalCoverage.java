package dev.ensayo.results.statistics;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often the 95 % bootstrap interval of the interquartile mean holds what it is an interval of:
 * the interquartile mean of all seeds that there could be. With few seeds that is less than its
 * name says, because no resample reaches beyond the scores that there are.
 *
 * <p>Simulated; {@code IntervalCoverageTest} makes the table anew and compares.
 *
 * @param percent of intervals, where the scores are normally distributed
 * @param percentWithFailures of intervals, where one seed in three fails and scores far below the
 *     others
 */
public record IntervalCoverage(int percent, int percentWithFailures) {
  /** By number of scores. */
  static final ImmutableSortedMap<Integer, IntervalCoverage> TABLE =
      ImmutableSortedMap.<Integer, IntervalCoverage>naturalOrder()
          .put(2, new IntervalCoverage(50, 46))
          .put(3, new IntervalCoverage(75, 69))
          .put(4, new IntervalCoverage(87, 82))
          .put(5, new IntervalCoverage(90, 84))
          .put(6, new IntervalCoverage(91, 86))
          .put(7, new IntervalCoverage(91, 89))
          .put(8, new IntervalCoverage(93, 94))
          .put(9, new IntervalCoverage(93, 94))
          .put(10, new IntervalCoverage(94, 93))
          .put(15, new IntervalCoverage(94, 94))
          .put(20, new IntervalCoverage(94, 94))
          .put(30, new IntervalCoverage(95, 95))
          .buildOrThrow();

  /** With so many scores, or with the next smaller number that was simulated; none below two. */
  public static Optional<IntervalCoverage> of(int scores) {
    return Optional.ofNullable(TABLE.floorEntry(scores)).map(Map.Entry::getValue);
  }
}
