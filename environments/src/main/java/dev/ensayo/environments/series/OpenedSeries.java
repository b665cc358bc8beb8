package dev.ensayo.environments.series;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.series.BestForecast;
import java.util.Optional;
import java.util.function.Function;

/**
 * A source that was found.
 *
 * @param columns by name
 * @param target place of the one that is forecast
 * @param length moments
 * @param season of the source; 1 where it has none
 * @param sha256 of the file, by its name
 * @param notes what was left out, in sentences
 * @param draw gives the numbers; of a file always the same
 */
record OpenedSeries(
    ImmutableList<String> columns,
    int target,
    int length,
    int season,
    ImmutableMap<String, String> sha256,
    ImmutableList<String> notes,
    Function<SeedSequence, Numbers> draw) {
  /**
   * What a series holds.
   *
   * @param values {@code [columns][moments]}
   * @param best forecast, where it is known
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(double[][] values, Optional<BestForecast> best) {
    /** Of one column. */
    static Numbers of(double[] values, BestForecast best) {
      return new Numbers(new double[][] {values}, Optional.of(best));
    }
  }

  /** One column that is drawn. */
  static OpenedSeries drawn(int length, int season, Function<SeedSequence, Numbers> draw) {
    return new OpenedSeries(
        ImmutableList.of("x"), 0, length, season, ImmutableMap.of(), ImmutableList.of(), draw);
  }
}
