package dev.ensayo.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.lease.Lease;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever befalls a run, its folder says what it was. */
class RunExecutorTest {
  private static final PluginRegistry PLUGINS =
      new PluginRegistry(
          List.of(new ChainProvider()),
          List.of(),
          List.of(
              new FakeAgentProvider("sound"),
              new BreakingAgentProvider(
                  "diverging", () -> new TrainingFailedException("the loss is NaN")),
              new BreakingAgentProvider(
                  "misread", () -> new InvalidSettingException("data", "a.txt is not UTF-8")),
              new BreakingAgentProvider(
                  "misled",
                  () -> new EnvironmentFaultException("the reward is NaN in step 7 of an episode")),
              new BreakingAgentProvider(
                  "buggy", () -> new IllegalStateException("a slip of the pen"))));

  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir private Path folder;

  private static RunPlan plan(String agent) {
    return new RunBinder(PLUGINS, List.of())
        .bind(
            StudyReader.read(
                YamlReader.parse(
                    "test",
                    "{study: s, environment: {type: chain}, agent: {type: "
                        + agent
                        + "}, budget: {environmentSteps: 5000},"
                        + " evaluation: {every: 1000, episodes: 2}, seeds: [1]}")))
        .get(0);
  }

  private static RunExecutor executor(
      Duration checkpointInterval, Cancellation cancellation, RunObserver observer) {
    return new RunExecutor(
        new MachineFacts(List.of()),
        new LeaseKeeper(LeaseTiming.STANDARD),
        checkpointInterval,
        cancellation,
        observer,
        InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
  }

  private static RunStatus execute(String agent, RunDirectory directory) {
    return executor(NEVER, new Cancellation(), RunObserver.NONE).execute(plan(agent), directory);
  }

  private RunDirectory directory(String name) {
    return new RunDirectory(folder.resolve(name));
  }

  @Test
  void aSoundRunIsMarkedComplete() throws IOException {
    RunDirectory run = directory("run");
    assertThat(execute("sound", run)).isEqualTo(RunStatus.COMPLETE);
    assertThat(Files.readString(run.completeMarker()))
        .matches("metrics.csv sha256 [0-9a-f]{64}\n(?s:.*)metrics.csv lines [0-9]+\n.*\n");
    assertThat(FoundRun.in(run).damages()).isEmpty();
    assertThat(run.path()).isDirectoryNotContaining("glob:**/lease-*");
    Manifest manifest = run.manifest().orElseThrow();
    assertThat(manifest.started()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(manifest.sessions()).isEqualTo(1);
  }

  @Test
  void aRunThatBreaksDownSaysWhy() throws IOException {
    RunDirectory run = directory("run");
    assertThat(execute("diverging", run)).isEqualTo(RunStatus.FAILED);
    assertThat(run.isComplete()).isFalse();
    assertThat(run.manifest().orElseThrow().failure()).isEqualTo("the loss is NaN");
    assertThat(run.path().resolve(RunSession.FAILURE_FILE)).doesNotExist();
    assertThat(run.metrics().metrics()).contains("eval/return");
  }

  @Test
  void inputThatProvesWrongLateFailsTheRunAndIsNamed() throws IOException {
    RunDirectory run = directory("run");
    assertThat(execute("misread", run)).isEqualTo(RunStatus.FAILED);
    assertThat(run.manifest().orElseThrow().failure()).isEqualTo("a.txt is not UTF-8");
    assertThat(run.path().resolve(RunSession.FAILURE_FILE)).doesNotExist();
  }

  @Test
  void anEnvironmentThatGivesWhatIsNoNumberIsNamedWithTheStep() throws IOException {
    RunDirectory run = directory("run");
    assertThat(execute("misled", run)).isEqualTo(RunStatus.FAILED);
    assertThat(run.manifest().orElseThrow().failure())
        .isEqualTo(
            "environment 'chain' is at fault: the reward is NaN in step 7 of an episode, after 300"
                + " environment steps of training");
    assertThat(run.path().resolve(RunSession.FAILURE_FILE)).doesNotExist();
  }

  @Test
  void anUnexpectedFailureKeepsItsTrace() throws IOException {
    RunDirectory run = directory("run");
    assertThat(execute("buggy", run)).isEqualTo(RunStatus.FAILED);
    assertThat(run.manifest().orElseThrow().failure())
        .contains("IllegalStateException: a slip of the pen")
        .contains("failure.txt");
    assertThat(run.path().resolve(RunSession.FAILURE_FILE)).content().contains("\tat ");
  }

  @Test
  void aFullDiskFailsTheRunAndSaysSo() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "there is no /dev/full here");
    RunDirectory run = directory("run");
    Files.createDirectories(run.path());
    Files.createSymbolicLink(run.metricsFile(), full);
    assertThat(execute("sound", run)).isEqualTo(RunStatus.FAILED);
    assertThat(run.isComplete()).isFalse();
    assertThat(run.manifest().orElseThrow().failure()).contains("No space left on device");
    Files.delete(run.metricsFile());

    assertThat(execute("sound", run)).as("with space again").isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  void aFolderThatCannotBeWrittenFailsTheRunWithoutAManifest() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    String[] told = new String[1];
    RunObserver observer =
        new RunObserver() {
          @Override
          public void ended(RunPlan plan, RunStatus status, String message) {
            told[0] = message;
          }
        };
    RunStatus status =
        executor(NEVER, new Cancellation(), observer)
            .execute(plan("sound"), new RunDirectory(file.resolve("run")));
    assertThat(status).isEqualTo(RunStatus.FAILED);
    assertThat(told[0]).contains("could not be read or written").contains("file");
  }

  @Test
  void aStoppedRunResumesToTheSameBytesEvenWithItsNewestCheckpointDamaged() throws IOException {
    RunDirectory whole = directory("whole");
    execute("sound", whole);

    RunDirectory stopped = directory("stopped");
    Cancellation halfway = new Cancellation();
    RunObserver stopHalfway =
        new RunObserver() {
          @Override
          public void moved(RunPlan plan, long position) {
            if (position >= 2500) {
              halfway.request();
            }
          }
        };
    assertThat(executor(Duration.ofNanos(1), halfway, stopHalfway).execute(plan("sound"), stopped))
        .isEqualTo(RunStatus.INTERRUPTED);
    damageNewest(stopped.checkpoints());

    assertThat(execute("sound", stopped)).isEqualTo(RunStatus.COMPLETE);
    assertThat(stopped.metricsFile()).hasSameBinaryContentAs(whole.metricsFile());
    assertThat(stopped.manifest().orElseThrow().sessions()).isEqualTo(2);
    assertThat(stopped.checkpoints()).doesNotExist();
  }

  private static void damageNewest(Path checkpoints) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(checkpoints)) {
      all = files.sorted().toList();
    }
    assertThat(all).hasSize(2);
    byte[] newest = Files.readAllBytes(all.get(1));
    newest[newest.length / 2] ^= 1;
    Files.write(all.get(1), newest);
  }

  @Test
  void aCompleteRunIsKept() throws IOException {
    RunDirectory run = directory("run");
    execute("sound", run);
    byte[] manifest = Files.readAllBytes(run.manifestFile());
    Files.writeString(run.timingFile(), "costs the times alone");
    assertThat(execute("sound", run)).isEqualTo(RunStatus.COMPLETE);
    assertThat(run.manifestFile()).hasBinaryContent(manifest);
  }

  @Test
  void aDamagedRunIsMadeAgainAndWhatItHadIsKept() throws IOException {
    RunDirectory run = directory("run");
    execute("sound", run);
    byte[] whole = Files.readAllBytes(run.metricsFile());
    Files.write(run.metricsFile(), Arrays.copyOf(whole, whole.length / 2));
    List<String> notes = new ArrayList<>();
    RunObserver observer =
        new RunObserver() {
          @Override
          public void noted(RunPlan plan, String what) {
            notes.add(what);
          }
        };
    assertThat(executor(NEVER, new Cancellation(), observer).execute(plan("sound"), run))
        .isEqualTo(RunStatus.COMPLETE);
    assertThat(run.metricsFile()).hasBinaryContent(whole);
    assertThat(FoundRun.in(run).damages()).isEmpty();
    assertThat(run.path().resolve("damaged-1/metrics.csv"))
        .hasBinaryContent(Arrays.copyOf(whole, whole.length / 2));
    assertThat(notes)
        .singleElement()
        .asString()
        .matches(
            "it was damaged \\(metrics.csv:[0-9]+: the line is cut off\\) and is made again; what"
                + " was there is in .*/run/damaged-1");
  }

  /**
   * What lies before the checkpoint is proved, too: the run goes on from the one before, or anew.
   */
  @ParameterizedTest
  @ValueSource(strings = {"2000,eval/return", "0,eval/return"})
  void aValueThatWasChangedWhileTheRunWasStoppedIsMadeAgain(String where) throws IOException {
    RunDirectory whole = directory("whole");
    execute("sound", whole);

    RunDirectory stopped = directory("stopped");
    stopAt(2500, stopped);
    String metrics = Files.readString(stopped.metricsFile());
    String line = metrics.lines().filter(each -> each.contains(where)).findFirst().orElseThrow();
    Files.writeString(
        stopped.metricsFile(), metrics.replace(line, line.replace(where, where + "s")));
    Files.writeString(stopped.timingFile(), "not what it was");

    assertThat(execute("sound", stopped)).isEqualTo(RunStatus.COMPLETE);
    assertThat(stopped.metricsFile()).hasSameBinaryContentAs(whole.metricsFile());
    assertThat(FoundRun.in(stopped).damages()).isEmpty();
  }

  private static void stopAt(long stop, RunDirectory run) {
    Cancellation cancellation = new Cancellation();
    RunObserver observer =
        new RunObserver() {
          @Override
          public void moved(RunPlan plan, long position) {
            if (position >= stop) {
              cancellation.request();
            }
          }
        };
    assertThat(executor(Duration.ofNanos(1), cancellation, observer).execute(plan("sound"), run))
        .isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void aRunThatAnotherProcessIsAtIsLeftAlone() throws IOException {
    RunDirectory run = directory("run");
    Files.createDirectories(run.path());
    try (LeaseKeeper other = new LeaseKeeper(LeaseTiming.STANDARD)) {
      Lease lease = other.tryTake(run.path()).lease().orElseThrow();
      assertThat(execute("sound", run)).isEqualTo(RunStatus.RUNNING);
      assertThat(run.config()).doesNotExist();
      lease.release();
    }
    assertThat(execute("sound", run)).isEqualTo(RunStatus.COMPLETE);
  }

  /** The other takes over in the middle, as after this process had slept. */
  @Test
  void aRunThatWasTakenOverStopsAndWritesNothingMore() throws IOException {
    RunDirectory run = directory("run");
    boolean[] taken = {false};
    List<String> ended = new ArrayList<>();
    RunObserver takeOver =
        new RunObserver() {
          @Override
          public void moved(RunPlan plan, long position) {
            if (position >= 2500 && !taken[0]) {
              taken[0] = true;
              try {
                Files.writeString(run.path().resolve("lease-2"), "{}");
                Files.writeString(run.manifestFile(), "the other's");
                Files.writeString(run.metricsFile(), "the other's");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }

          @Override
          public void ended(RunPlan plan, RunStatus status, String message) {
            ended.add(message);
          }
        };
    assertThat(executor(NEVER, new Cancellation(), takeOver).execute(plan("sound"), run))
        .isEqualTo(RunStatus.RUNNING);
    assertThat(ended).isEmpty();
    assertThat(run.manifestFile()).hasContent("the other's");
    assertThat(run.metricsFile()).hasContent("the other's");
    assertThat(run.completeMarker()).doesNotExist();
    assertThat(run.path().resolve("lease-2")).hasContent("{}");
  }
}
