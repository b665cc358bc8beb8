package dev.ensayo.core.fakes;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps every value it is given, in order. */
public final class RecordedMetrics implements MetricSink {
  /** One call of {@link MetricSink#record}. Two NaN values are equal, 0.0 and -0.0 are not. */
  public record Entry(Clock clock, long step, String metric, double value) {}

  private final List<Entry> entries = new ArrayList<>();

  @Override
  public void record(Clock clock, long step, String metric, double value) {
    entries.add(new Entry(clock, step, metric, value));
  }

  /** Everything so far; a copy. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The entries of one metric, in order. */
  public List<Entry> entries(String metric) {
    return entries.stream().filter(entry -> entry.metric().equals(metric)).toList();
  }

  /** The values of one metric, in order. */
  public List<Double> values(String metric) {
    return entries(metric).stream().map(Entry::value).toList();
  }

  /** The steps at which one metric was recorded, in order. */
  public List<Long> steps(String metric) {
    return entries(metric).stream().map(Entry::step).toList();
  }
}
