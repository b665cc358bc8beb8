package dev.ensayo.results.live;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes, bit by bit, what the runs of a study with a budget of 100 environment steps write. */
public final class MadeUpRuns {
  public static final String STUDY =
      """
      study: made-up
      question: Is <this> & that escaped?
      environment: {type: cartpole-v1}
      agent: {type: dqn}
      budget: {environmentSteps: 100}
      seeds: {count: 2}
      variants:
        baseline: {}
        other: {agent.discount: 0.9}
      """;

  private final StudyDirectory directory;

  public MadeUpRuns(Path folder) {
    this.directory = new StudyDirectory(folder);
  }

  public void study() throws IOException {
    Files.createDirectories(directory.path());
    AtomicFile.writeUnforced(directory.studyFile(), STUDY);
  }

  public RunDirectory run(String variant, long seed) {
    return directory.run(variant, seed);
  }

  /** Begins a run: manifest, configuration, a first test. */
  public RunDirectory begin(String variant, long seed) throws IOException {
    RunDirectory run = run(variant, seed);
    Files.createDirectories(run.path());
    manifest(variant, seed, RunStatus.RUNNING, "", 0);
    AtomicFile.writeUnforced(run.config(), "budget:\n  environmentSteps: 100\n");
    AtomicFile.writeUnforced(run.metricsFile(), "clock,step,metric,value\r\n");
    return run;
  }

  public void manifest(String variant, long seed, RunStatus status, String failure, double seconds)
      throws IOException {
    new Manifest(
            "made-up",
            variant,
            seed,
            status,
            failure,
            "0.1",
            "17",
            "here",
            "Linux",
            "CPU",
            2,
            Map.of(),
            null,
            Map.of(),
            "2026-03-01T10:00:00Z",
            "",
            seconds,
            1,
            "",
            "",
            List.of())
        .writeUnforced(run(variant, seed).manifestFile());
  }

  /** Values of {@code eval/return} at steps from, from + 10, …. */
  public static String tests(int from, double... values) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      lines.append(
          String.format(
              Locale.ROOT, "environment_step,%d,eval/return,%s\r\n", from + 10 * i, values[i]));
    }
    return lines.toString();
  }

  public static void append(RunDirectory run, String text) throws IOException {
    Files.writeString(run.metricsFile(), text, StandardOpenOption.APPEND);
  }

  /** A sign of life of a holder on another machine, which nobody here can look up. */
  public void beat(String variant, long seed, int beats) throws IOException {
    AtomicFile.writeUnforced(
        run(variant, seed).path().resolve("lease-1"),
        String.format(
            Locale.ROOT,
            "{\"process\":{\"host\":\"far\",\"machine\":\"far-boot\",\"pid\":7,\"start\":1},"
                + "\"since\":\"2026-03-01T10:00:00Z\",\"expirySeconds\":60.0,\"token\":\"t\","
                + "\"beats\":%d,\"released\":false}",
            beats));
  }

  public void complete(String variant, long seed, double seconds) throws IOException {
    RunDirectory run = run(variant, seed);
    manifest(variant, seed, RunStatus.COMPLETE, "", seconds);
    Files.deleteIfExists(run.path().resolve("lease-1"));
    run.complete(Map.of(), Fence.NONE);
  }
}
