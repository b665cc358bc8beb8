package dev.ensayo.core.fakes;

import dev.ensayo.core.file.Fence;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricsFile;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Folders of runs that nobody made. */
public final class FakeRun {
  private FakeRun() {}

  /**
   * A finished run with those values of {@code eval/return}, an update apart, and one time.
   *
   * @param run its folder may hold more that is to be sealed
   */
  public static void finish(RunDirectory run, String config, double... values) throws IOException {
    Files.createDirectories(run.path());
    Files.writeString(run.config(), config);
    Fingerprint metrics;
    Fingerprint timing;
    try (MetricsFile file = MetricsFile.create(run.metricsFile())) {
      for (int i = 0; i < values.length; i++) {
        file.record(Clock.UPDATE, i + 1, "eval/return", values[i]);
      }
      metrics = file.fingerprint();
    }
    try (MetricsFile file = MetricsFile.create(run.timingFile())) {
      file.record(Clock.UPDATE, 1, "throughput/updates_per_second", 3);
      timing = file.fingerprint();
    }
    manifest(RunStatus.COMPLETE, "").writeUnforced(run.manifestFile());
    run.complete(Map.of("metrics.csv", metrics, "timing.csv", timing), Fence.NONE);
  }

  /** A manifest that says nothing but how the run stands. */
  public static Manifest manifest(RunStatus status, String failure) {
    return new Manifest(
        "s",
        "baseline",
        1,
        status,
        failure,
        "",
        "",
        "here",
        "",
        "",
        1,
        Map.of(),
        null,
        Map.of(),
        "2026-03-01T10:00:00Z",
        "",
        7.5,
        1,
        "",
        "",
        List.of());
  }
}
