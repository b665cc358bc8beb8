package dev.ensayo.experiments.run;

import com.google.common.io.Closer;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.metrics.MetricsFile;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.Closeable;
import java.io.IOException;

/**
 * The two metric files of a run. Its state in a checkpoint is how long they were: restoring cuts
 * off what was written after the checkpoint and goes on from there.
 */
final class RunLog implements Stateful, Closeable {
  private final RunDirectory directory;
  private MetricsFile metrics;
  private MetricsFile timing;

  RunLog(RunDirectory directory) {
    this.directory = directory;
  }

  /** Starts both files anew. */
  void start() throws IOException {
    metrics = MetricsFile.create(directory.metricsFile());
    timing = MetricsFile.create(directory.timingFile());
  }

  /** Takes repeatable values. */
  MetricSink metrics() {
    return (Clock clock, long step, String metric, double value) ->
        metrics.record(clock, step, metric, value);
  }

  /** Takes values that depend on the wall clock. */
  MetricSink timings() {
    return (Clock clock, long step, String metric, double value) ->
        timing.record(clock, step, metric, value);
  }

  void flush() throws IOException {
    metrics.flush();
    timing.flush();
  }

  /** Forces everything to the disk. */
  void sync() throws IOException {
    metrics.sync();
    timing.sync();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("log");
    out.writeLong(metrics.sync());
    out.writeLong(timing.sync());
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("log");
    metrics = MetricsFile.resume(directory.metricsFile(), in.readLong());
    timing = MetricsFile.resume(directory.timingFile(), in.readLong());
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      if (metrics != null) {
        closer.register(metrics);
      }
      if (timing != null) {
        closer.register(timing);
      }
    }
  }
}
