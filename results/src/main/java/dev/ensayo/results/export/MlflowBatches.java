package dev.ensayo.results.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ensayo.core.metrics.MetricSeries;
import java.io.IOException;
import java.util.Map;

/**
 * Hands in what a run has in batches of the sizes that MLflow takes: at most 1,000 metrics or 100
 * parameters.
 */
final class MlflowBatches {
  private static final int MOST_METRICS = 1000;
  private static final int MOST_PARAMS = 100;

  /** What servers of all versions take. */
  private static final int LONGEST_PARAM = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MlflowServer server;
  private final String run;
  private final long time;
  private ObjectNode batch;
  private int size;

  /**
   * @param run id of the run
   * @param time in milliseconds since 1970 that all values get; runs do not record their times
   */
  MlflowBatches(MlflowServer server, String run, long time) {
    this.server = server;
    this.run = run;
    this.time = time;
    begin();
  }

  private void begin() {
    batch = JSON.createObjectNode().put("run_id", run);
    size = 0;
  }

  void params(Map<String, String> settings) throws IOException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String value = setting.getValue();
      batch
          .withArray("params")
          .addObject()
          .put("key", setting.getKey())
          .put(
              "value",
              value.length() > LONGEST_PARAM ? value.substring(0, LONGEST_PARAM - 1) + "…" : value);
      added(MOST_PARAMS);
    }
    send();
  }

  void metrics(MetricSeries series) throws IOException {
    for (String metric : series.metrics()) {
      MetricSeries.Column column = series.column(metric).orElseThrow();
      for (int i = 0; i < column.steps().length; i++) {
        metric(metric, column.values()[i], column.steps()[i]);
        added(MOST_METRICS);
      }
    }
    send();
  }

  /** The score of the run as in the report, as a metric of its own. */
  void score(double value) throws IOException {
    metric("score", value, 0);
    added(1);
  }

  private void metric(String key, double value, long step) {
    ObjectNode metric = batch.withArray("metrics").addObject().put("key", key);
    if (Double.isFinite(value)) {
      metric.put("value", value);
    } else {
      metric.put("value", Double.toString(value)); // as JSON of Protocol Buffers writes them
    }
    metric.put("timestamp", time).put("step", step);
  }

  void tag(String key, String value) throws IOException {
    batch.withArray("tags").addObject().put("key", key).put("value", value);
    added(1);
  }

  private void added(int most) throws IOException {
    size++;
    if (size == most) {
      send();
    }
  }

  private void send() throws IOException {
    if (size > 0) {
      server.post("runs/log-batch", batch);
      begin();
    }
  }
}
