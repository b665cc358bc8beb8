package dev.ensayo.results.statistics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
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
 *     others, so that scores have two modes
 * @param percentSkewed of intervals, where the logarithms of the scores are normally distributed
 */
public record IntervalCoverage(int percent, int percentWithFailures, int percentSkewed) {
  /** The numbers of scores that were simulated. */
  static final ImmutableList<Integer> COUNTS =
      ImmutableList.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30);

  private static final ImmutableMap<IntervalMethod, ImmutableList<IntervalCoverage>> TABLE =
      ImmutableMap.of(
          IntervalMethod.PERCENTILE,
          rows(
              new int[][] {
                {50, 46, 50},
                {75, 69, 75},
                {87, 82, 87},
                {90, 84, 90},
                {91, 86, 90},
                {91, 89, 90},
                {93, 94, 93},
                {93, 94, 94},
                {94, 93, 93},
                {94, 94, 93},
                {94, 94, 94},
                {95, 95, 94},
              }),
          IntervalMethod.BCA,
          rows(
              new int[][] {
                {50, 46, 50},
                {73, 69, 71},
                {87, 82, 87},
                {90, 84, 89},
                {90, 88, 90},
                {91, 91, 90},
                {93, 94, 93},
                {93, 94, 93},
                {93, 93, 93},
                {94, 93, 93},
                {94, 94, 94},
                {95, 94, 94},
              }));

  /** One for each of the {@link #COUNTS}. */
  private static ImmutableList<IntervalCoverage> rows(int[][] percent) {
    ImmutableList.Builder<IntervalCoverage> rows = ImmutableList.builder();
    for (int[] row : percent) {
      rows.add(new IntervalCoverage(row[0], row[1], row[2]));
    }
    return rows.build();
  }

  /** With so many scores, or with the next smaller number that was simulated; none below two. */
  public static Optional<IntervalCoverage> of(int scores, IntervalMethod method) {
    int row = -1;
    while (row + 1 < COUNTS.size() && COUNTS.get(row + 1) <= scores) {
      row++;
    }
    return row < 0 ? Optional.empty() : Optional.of(TABLE.get(method).get(row));
  }
}
