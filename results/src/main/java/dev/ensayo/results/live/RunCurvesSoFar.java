package dev.ensayo.results.live;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.statistics.Curve;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What one run has recorded so far, thinned. */
final class RunCurvesSoFar implements MetricsTail.Listener {
  /** Further metrics are left out, so that no file can fill the memory. */
  static final int MOST_METRICS = 32;

  private final Map<String, ThinnedCurve> curves = new LinkedHashMap<>();
  private final Map<String, Clock> clocks = new LinkedHashMap<>();
  private final Map<Clock, Long> positions = new LinkedHashMap<>();

  private long revision;

  RunCurvesSoFar() {
    for (Clock clock : Clock.values()) {
      clocks.put(clock.label(), clock);
    }
  }

  @Override
  public void restarted() {
    revision++;
    curves.clear();
    positions.clear();
  }

  @Override
  public void line(String label, long step, String metric, double value) {
    Clock clock = clocks.get(label.toLowerCase(Locale.ROOT));
    if (clock == null) {
      return;
    }
    revision++;
    positions.merge(clock, step, Math::max);
    ThinnedCurve curve = curves.get(metric);
    if (curve == null) {
      if (curves.size() >= MOST_METRICS) {
        return;
      }
      curve = new ThinnedCurve(clock);
      curves.put(metric, curve);
    }
    if (curve.clock() == clock) {
      curve.add(step, value);
    }
  }

  /** Another number whenever something has changed. */
  long revision() {
    return revision;
  }

  /** The last step on a clock, if anything was recorded on it. */
  OptionalLong position(Clock clock) {
    Long position = positions.get(clock);
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  OptionalDouble latest(String metric) {
    ThinnedCurve curve = curves.get(metric);
    return curve == null ? OptionalDouble.empty() : OptionalDouble.of(curve.last());
  }

  ImmutableMap<String, Curve> curves() {
    ImmutableMap.Builder<String, Curve> all = ImmutableMap.builder();
    curves.forEach((metric, curve) -> all.put(metric, curve.curve()));
    return all.buildOrThrow();
  }
}
