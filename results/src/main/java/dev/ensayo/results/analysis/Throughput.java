package dev.ensayo.results.analysis;

import dev.ensayo.results.statistics.Curve;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How fast a run learned, tests not counted.
 *
 * @param perSecond units of work per second
 * @param unit what is counted, such as {@code steps} or {@code examples}
 */
public record Throughput(double perSecond, String unit) {
  private static final String PREFIX = "throughput/";
  private static final String SUFFIX = "_per_second";

  /**
   * Mean throughput of a run: the harmonic mean, because each value covers as much work as the
   * next. Empty if it was not measured.
   *
   * @param timings of the run, by metric
   */
  static Optional<Throughput> of(Map<String, Curve> timings) {
    return timings.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(PREFIX) && entry.getKey().endsWith(SUFFIX))
        .findFirst()
        .map(entry -> new Throughput(harmonicMean(entry.getValue()), unit(entry.getKey())));
  }

  private static String unit(String metric) {
    return metric.substring(PREFIX.length(), metric.length() - SUFFIX.length()).replace('_', ' ');
  }

  private static double harmonicMean(Curve curve) {
    return curve.size() / Arrays.stream(curve.values()).map(value -> 1 / value).sum();
  }
}
