package dev.ensayo.experiments.comparison;

import dev.ensayo.core.metrics.MetricSeries;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where two runs part: the earliest value that one has otherwise, or has not.
 *
 * @param metric of which one
 * @param clock what its steps count
 * @param step when, on that clock
 * @param first what the one run recorded there; empty if it recorded nothing any more
 * @param second what the other recorded, likewise
 */
public record Divergence(
    String metric, String clock, long step, OptionalDouble first, OptionalDouble second) {

  /**
   * The first of all metrics that both recorded, by the step, at one step in the order of the first
   * run. Values are compared as doubles, bit by bit.
   *
   * @return empty if there is none
   */
  static Optional<Divergence> between(MetricSeries first, MetricSeries second) {
    Divergence earliest = null;
    for (String metric : first.metrics()) {
      Optional<MetricSeries.Column> other = second.column(metric);
      Divergence found =
          other.isEmpty() ? null : of(metric, first.column(metric).orElseThrow(), other.get());
      if (found != null && (earliest == null || found.step < earliest.step)) {
        earliest = found;
      }
    }
    return Optional.ofNullable(earliest);
  }

  /** Null if they are the same. */
  private static Divergence of(
      String metric, MetricSeries.Column first, MetricSeries.Column second) {
    int i = 0;
    while (i < first.steps().length && i < second.steps().length && same(first, second, i)) {
      i++;
    }
    if (i == first.steps().length && i == second.steps().length) {
      return null;
    }
    long step = Math.min(step(first, i), step(second, i));
    return new Divergence(metric, first.clock(), step, at(first, i, step), at(second, i, step));
  }

  private static boolean same(MetricSeries.Column first, MetricSeries.Column second, int i) {
    return first.steps()[i] == second.steps()[i]
        && Double.doubleToLongBits(first.values()[i])
            == Double.doubleToLongBits(second.values()[i]);
  }

  private static long step(MetricSeries.Column column, int i) {
    return i < column.steps().length ? column.steps()[i] : Long.MAX_VALUE;
  }

  private static OptionalDouble at(MetricSeries.Column column, int i, long step) {
    return step(column, i) == step ? OptionalDouble.of(column.values()[i]) : OptionalDouble.empty();
  }

  /** Such as {@code eval/return at environment_step 500: 12.5 and 11.0}. */
  public String words() {
    return metric + " at " + clock + " " + step + ": " + words(first) + " and " + words(second);
  }

  private static String words(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "nothing";
  }
}
