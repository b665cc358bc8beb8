package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one study: it ends as if there had been one. */
class SharedStudyTest {
  private static final int SEEDS = 4;

  private static final String STUDY =
      """
      study: shared
      environment: taxi-v4
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 600000}
      evaluation: {every: 100000, episodes: 2}
      log: {every: 1000}
      seeds: {from: 1, count: 4}
      """;

  /** A second without a sign of life, and a run is taken over. */
  private static final List<String> HASTY = List.of("-Densayo.lease.seconds=1");

  /** Where one process made the study. */
  @TempDir private static Path alone;

  @TempDir private Path folder;

  @BeforeAll
  static void madeByOneProcess() throws Exception {
    EnsayoProcess process = start(alone, "alone", "runs", List.of());
    assertThat(process.exitCode()).as(process.said()).isZero();
  }

  private EnsayoProcess start(String name, String out, List<String> options) throws IOException {
    return start(folder, name, out, options);
  }

  private static EnsayoProcess start(Path folder, String name, String out, List<String> options)
      throws IOException {
    Path study = folder.resolve("shared.yaml");
    Files.writeString(study, STUDY);
    return EnsayoProcess.start(
        folder.resolve(name + ".log"),
        options,
        "run",
        study,
        "--out",
        folder.resolve(out),
        "--jobs",
        1,
        "--resume",
        "--checkpoint-every",
        "0.2");
  }

  private StudyDirectory study(String out) {
    return new StudyDirectory(folder.resolve(out).resolve("shared"));
  }

  private RunDirectory run(String out, long seed) {
    return study(out).run("baseline", seed);
  }

  /** The run that a process is in the middle of; 0 if it is at none. */
  private long runOf(EnsayoProcess process, String out) throws IOException {
    for (long seed = 1; seed <= SEEDS; seed++) {
      RunDirectory run = run(out, seed);
      boolean begun = Files.exists(run.metricsFile()) && Files.size(run.metricsFile()) > 1000;
      if (begun
          && LeaseKeeper.holderOf(run.path())
              .filter(holder -> holder.process().pid() == process.pid())
              .isPresent()) {
        return seed;
      }
    }
    return 0;
  }

  /** Sends a process to sleep in the middle of a run, and says which. */
  private long stopInTheMiddle(EnsayoProcess process, String out) throws Exception {
    process.await(
        "it sleeps in the middle of a run",
        () -> {
          if (runOf(process, out) == 0) {
            return false;
          }
          process.signal("STOP");
          if (runOf(process, out) != 0) {
            return true;
          }
          process.signal("CONT");
          return false;
        });
    return runOf(process, out);
  }

  private int sessions(String out, long seed) throws IOException {
    return run(out, seed).manifest().orElseThrow().sessions();
  }

  private void assertSameAsOfOneProcess(String out) throws IOException {
    StudyDirectory reference = new StudyDirectory(alone.resolve("runs").resolve("shared"));
    for (long seed = 1; seed <= SEEDS; seed++) {
      FoundRun found = FoundRun.in(run(out, seed));
      assertThat(found.state()).isEqualTo(RunState.COMPLETE);
      assertThat(found.damages()).isEmpty();
      assertThat(run(out, seed).metricsFile())
          .hasSameBinaryContentAs(reference.run("baseline", seed).metricsFile());
      assertThat(run(out, seed).path()).isDirectoryNotContaining("glob:**/lease-*");
    }
    assertThat(study(out).report()).isDirectoryContaining("glob:**/index.html");
    assertThat(study(out).path()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatAKilledProcessLeftTheOtherFinishes() throws Exception {
    EnsayoProcess first = start("first", "runs", List.of());
    long seed = stopInTheMiddle(first, "runs");
    EnsayoProcess second = start("second", "runs", List.of());
    second.await("the second is at another run", () -> runOf(second, "runs") != 0);
    assertThat(runOf(second, "runs")).isNotEqualTo(seed);
    first.kill();

    assertThat(second.exitCode()).as(second.said()).isZero();
    assertThat(second.said())
        .contains("being run by process " + first.pid() + " on host ")
        .contains("4 of 4 runs complete")
        .contains("report: ");
    assertThat(sessions("runs", seed)).isEqualTo(2);
    assertSameAsOfOneProcess("runs");
  }

  @Test
  void twoThatStartTogetherMakeEachRunOnce() throws Exception {
    EnsayoProcess first = start("first", "runs", List.of());
    EnsayoProcess second = start("second", "runs", List.of());
    assertThat(first.exitCode()).as(first.said()).isZero();
    assertThat(second.exitCode()).as(second.said()).isZero();
    assertThat(first.said() + second.said()).contains("4 of 4 runs complete", "report: ");
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertThat(sessions("runs", seed)).as("seed %s", seed).isEqualTo(1);
    }
    assertSameAsOfOneProcess("runs");
  }

  @Test
  void aProcessThatWakesUpAfterItsRunWasTakenOverWritesNothingMore() throws Exception {
    EnsayoProcess sleeper = start("sleeper", "runs", HASTY);
    long seed = stopInTheMiddle(sleeper, "runs");
    EnsayoProcess heir = start("heir", "runs", HASTY);
    assertThat(heir.exitCode()).as(heir.said()).isZero();
    assertThat(sessions("runs", seed)).isEqualTo(2);
    Map<Path, String> before = files(study("runs").path().resolve("baseline"));

    sleeper.signal("CONT");
    assertThat(sleeper.exitCode()).as(sleeper.said()).isZero();
    assertThat(sleeper.said())
        .contains("baseline seed " + seed + ": taken over by another process, because this one had")
        .contains("baseline seed " + seed + ": kept, it was complete");
    assertThat(files(study("runs").path().resolve("baseline"))).isEqualTo(before);
    assertSameAsOfOneProcess("runs");
  }

  /** What is there, with times and contents. */
  private static Map<Path, String> files(Path folder) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.getLastModifiedTime(file) + " " + Fingerprint.of(file).sha256());
      }
    }
    return files;
  }
}
