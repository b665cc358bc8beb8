package dev.ensayo.agents.fakes;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps every value. */
public final class RecordedMetrics implements MetricSink {
  /** One value. */
  public record Row(long step, String metric, double value) {}

  private final List<Row> rows = new ArrayList<>();

  @Override
  public void record(Clock clock, long step, String metric, double value) {
    rows.add(new Row(step, metric, value));
  }

  public List<Row> rows() {
    return rows;
  }

  /** All values of one metric, in order. */
  public List<Double> values(String metric) {
    return rows.stream().filter(row -> row.metric().equals(metric)).map(Row::value).toList();
  }

  public double last(String metric) {
    List<Double> values = values(metric);
    return values.get(values.size() - 1);
  }
}
