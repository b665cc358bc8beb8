package dev.ensayo.experiments.run;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Closer;
import dev.ensayo.core.checkpoint.CheckpointStore;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.metrics.MetricsFile;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The two metric files of a run. Its state in a checkpoint is how long they were and their SHA-256:
 * restoring cuts off what was written after the checkpoint and goes on from there, if what was
 * written before is still the same.
 */
final class RunLog implements Stateful, Closeable {
  private static final String SECTION = "log/2";

  /** What checkpoints had that kept the lengths alone. */
  private static final String SECTION_OF_LENGTHS = "log";

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

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section(SECTION);
    saveState(out, metrics);
    saveState(out, timing);
  }

  private static void saveState(StateWriter out, MetricsFile file) throws IOException {
    out.writeLong(file.sync());
    out.writeString(file.fingerprint().sha256());
  }

  /**
   * {@inheritDoc}
   *
   * @throws CheckpointStore.UnfitException if {@code metrics.csv} is not what it was; a {@code
   *     timing.csv} that is not starts anew, because no score depends on it
   */
  @Override
  public void loadState(StateReader in) throws IOException {
    boolean withFingerprints = in.sectionOf(SECTION, SECTION_OF_LENGTHS).equals(SECTION);
    long length = in.readLong();
    Optional<String> sha256 = fingerprint(in, withFingerprints);
    try {
      metrics = MetricsFile.resume(directory.metricsFile(), length, sha256);
    } catch (MetricsFile.ChangedException | NoSuchFileException e) {
      throw new CheckpointStore.UnfitException(e.getMessage());
    }
    length = in.readLong();
    sha256 = fingerprint(in, withFingerprints);
    try {
      timing = MetricsFile.resume(directory.timingFile(), length, sha256);
    } catch (MetricsFile.ChangedException | NoSuchFileException e) {
      timing = MetricsFile.create(directory.timingFile());
    }
  }

  private static Optional<String> fingerprint(StateReader in, boolean there) throws IOException {
    return there ? Optional.of(in.readString()) : Optional.empty();
  }

  /** What the files must have on the disk, by their names. */
  ImmutableMap<String, Fingerprint> fingerprints() {
    return ImmutableMap.of(
        name(directory.metricsFile()), metrics.fingerprint(),
        name(directory.timingFile()), timing.fingerprint());
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /** Lets go of both files and writes nothing more. */
  void abandon() throws IOException {
    if (metrics != null) {
      metrics.abandon();
    }
    if (timing != null) {
      timing.abandon();
    }
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
