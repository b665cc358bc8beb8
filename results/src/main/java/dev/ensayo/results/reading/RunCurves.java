package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.metrics.MetricSeries;
import dev.ensayo.results.statistics.Curve;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run recorded.
 *
 * @param byMetric the curve of each metric
 */
public record RunCurves(ImmutableMap<String, Curve> byMetric) {
  /**
   * Those of a file.
   *
   * @throws IllegalArgumentException if a clock is unknown, or steps go back
   */
  public static RunCurves of(MetricSeries series) {
    ImmutableMap.Builder<String, Curve> curves = ImmutableMap.builder();
    for (String metric : series.metrics()) {
      MetricSeries.Column column = series.column(metric).orElseThrow();
      Clock clock = Clock.valueOf(column.clock().toUpperCase(Locale.ROOT));
      curves.put(metric, new Curve(clock, column.steps(), column.values()));
    }
    return new RunCurves(curves.buildOrThrow());
  }

  /** The curve of a metric, if the run recorded it. */
  public Optional<Curve> metric(String name) {
    return Optional.ofNullable(byMetric.get(name));
  }

  /** Where on its clock the point lies that the run kept at its end, if it went back to one. */
  public OptionalLong keptAt() {
    return metric(KeptPoint.METRIC).stream()
        .mapToLong(curve -> (long) curve.values()[curve.size() - 1])
        .findFirst();
  }

  /**
   * The curve of a metric as far as it tells of what the run ended with: up to the point that was
   * kept. What was measured only after that, as a test part is at the end, is of what was kept.
   */
  public Optional<Curve> outcome(String name) {
    OptionalLong kept = keptAt();
    return metric(name).map(curve -> kept.isPresent() ? outcome(curve, kept.getAsLong()) : curve);
  }

  private static Curve outcome(Curve curve, long kept) {
    Curve until = curve.until(kept);
    return until.size() == 0 ? curve : until;
  }
}
