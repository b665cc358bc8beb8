package dev.ensayo.experiments.comparison;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.MetricSeries;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Two runs side by side.
 *
 * @param first the one
 * @param second the other
 * @param settings settings that differ, but for the seed
 * @param facts what of program and machine differs
 * @param data data files that differ, with their SHA-256
 * @param last the last value of each metric, in the order of the first run
 * @param divergence where their metrics part; empty if all that both recorded is the same
 */
public record RunComparison(
    ComparedRun first,
    ComparedRun second,
    ImmutableList<Difference> settings,
    ImmutableList<Difference> facts,
    ImmutableList<Difference> data,
    ImmutableList<LastValue> last,
    Optional<Divergence> divergence) {

  /**
   * What a metric ended with.
   *
   * @param metric its name
   * @param first of the one run; empty if it did not record it
   * @param second of the other run, likewise
   */
  public record LastValue(String metric, OptionalDouble first, OptionalDouble second) {}

  public static RunComparison of(ComparedRun first, ComparedRun second) {
    Set<String> metrics = new LinkedHashSet<>(first.metrics().metrics());
    metrics.addAll(second.metrics().metrics());
    return new RunComparison(
        first,
        second,
        Difference.between(first.settings(), second.settings()),
        Difference.between(first.facts(), second.facts()),
        Difference.between(first.data(), second.data()),
        metrics.stream()
            .map(
                metric ->
                    new LastValue(
                        metric, last(first.metrics(), metric), last(second.metrics(), metric)))
            .collect(ImmutableList.toImmutableList()),
        Divergence.between(first.metrics(), second.metrics()));
  }

  private static OptionalDouble last(MetricSeries series, String metric) {
    return series.column(metric).stream()
        .filter(column -> column.values().length > 0)
        .mapToDouble(column -> column.values()[column.values().length - 1])
        .findFirst();
  }

  /** Where they part, in words, also where that is nowhere. */
  public String divergenceWords() {
    if (divergence.isPresent()) {
      return divergence.get().words();
    }
    return last.stream().anyMatch(value -> value.first().isPresent() && value.second().isPresent())
        ? "none"
        : "no metric is in both";
  }
}
