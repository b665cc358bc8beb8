package dev.ensayo.results.export;

import dev.ensayo.core.metrics.MetricSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The metrics of a run step by step instead of metric by metric. */
final class StepOrder {
  /** Takes all that was recorded at one step. */
  interface Taker {
    void take(long step, List<Value> values) throws IOException;
  }

  /** One value. */
  record Value(String clock, String metric, double value) {}

  private final List<String> metrics;
  private final List<MetricSeries.Column> columns = new ArrayList<>();

  StepOrder(MetricSeries series) {
    this.metrics = List.copyOf(series.metrics());
    metrics.forEach(metric -> columns.add(series.column(metric).orElseThrow()));
  }

  /** Hands on the steps in ascending order. */
  void forEach(Taker taker) throws IOException {
    int[] at = new int[columns.size()];
    List<Value> values = new ArrayList<>();
    while (true) {
      long next = Long.MAX_VALUE;
      boolean any = false;
      for (int i = 0; i < at.length; i++) {
        if (at[i] < columns.get(i).steps().length) {
          any = true;
          next = Math.min(next, columns.get(i).steps()[at[i]]);
        }
      }
      if (!any) {
        return;
      }
      values.clear();
      for (int i = 0; i < at.length; i++) {
        MetricSeries.Column column = columns.get(i);
        while (at[i] < column.steps().length && column.steps()[at[i]] == next) {
          values.add(new Value(column.clock(), metrics.get(i), column.values()[at[i]++]));
        }
      }
      taker.take(next, values);
    }
  }
}
