package dev.ensayo.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that fails for a while. */
class PatientRunTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final List<RunPlan> PLANS =
      new RunBinder(
              new PluginRegistry(
                  List.of(new ChainProvider()), List.of(), List.of(new FakeAgentProvider("fake"))),
              List.of())
          .bind(
              StudyReader.read(
                  YamlReader.parse(
                      "test",
                      "{study: s, environment: {type: chain}, agent: {type: fake}, budget:"
                          + " {environmentSteps: 5000}, evaluation: {every: 1000, episodes: 2},"
                          + " seeds: [1]}")));

  @TempDir private Path folder;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final List<String> ended = new ArrayList<>();
  private LeaseKeeper leases;

  /** Reads or writes something at each slice, which fails as often as the test wants. */
  private final RunObserver storage =
      new RunObserver() {
        @Override
        public void moved(RunPlan run, long position) {
          if (position >= 2000 && failuresLeft.getAndDecrement() > 0) {
            throw new UncheckedIOException(new IOException("Stale file handle"));
          }
        }

        @Override
        public void ended(RunPlan run, RunStatus status, String message) {
          ended.add(status + " " + message);
        }
      };

  @BeforeEach
  void open() {
    leases = new LeaseKeeper(LeaseTiming.STANDARD);
  }

  @AfterEach
  void close() {
    leases.close();
  }

  private RunExecutor executor(RunObserver observer) {
    return new RunExecutor(
        new MachineFacts(List.of()),
        leases,
        Duration.ofNanos(1),
        new Cancellation(),
        observer,
        InstantSource.system());
  }

  private RunExecutor patient() {
    return executor(storage).withPatience(new StoragePatience(PATIENCE, clock::get));
  }

  private RunDirectory run(String name) {
    return new StudyDirectory(folder.resolve(name)).run("baseline", 1);
  }

  private static Assignment assignment(RunDirectory directory) {
    return Assignment.of(PLANS.get(0), directory, directory);
  }

  @Test
  void aRunGoesOnFromItsCheckpointWhenTheFolderAnswersAgain() throws Exception {
    failuresLeft.set(3);
    List<Integer> beganAt = new ArrayList<>();
    RunExecutor executor = patient();
    for (int tries = 1; tries <= 3; tries++) {
      RunOutcome outcome = executor.execute(assignment(run("made")));
      assertThat(outcome)
          .isEqualTo(
              new RunOutcome(
                  RunStatus.RUNNING,
                  "a file could not be read or written: Stale file handle; it is tried again",
                  false));
      assertThat(ended).as("nothing has ended").isEmpty();
      assertThat(FoundRun.in(run("made")).state())
          .as("as after a kill: nothing was written after the error")
          .isEqualTo(RunState.INTERRUPTED);
      try (Stream<Path> saved = Files.list(run("made").checkpoints())) {
        beganAt.add((int) saved.count());
      }
    }
    assertThat(beganAt).allMatch(checkpoints -> checkpoints > 0);
    assertThat(executor.execute(assignment(run("made"))).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(run("made").manifest().orElseThrow().sessions()).isEqualTo(4);

    assertThat(executor(RunObserver.NONE).execute(PLANS.get(0), run("reference")))
        .isEqualTo(RunStatus.COMPLETE);
    assertThat(run("made").metricsFile()).hasSameBinaryContentAs(run("reference").metricsFile());
  }

  @Test
  void theScheduleTriesItAgainByItself() throws Exception {
    failuresLeft.set(2);
    StudyOutcome outcome =
        new StudyRunner(patient().slots(2), new Cancellation(), storage, Duration.ofMillis(5))
            .run(PLANS, new StudyDirectory(folder.resolve("made")));
    assertThat(outcome.count(RunStatus.COMPLETE)).isEqualTo(1);
    assertThat(outcome.elsewhere()).isEmpty();
  }

  @Test
  void patienceHasAnEnd() throws Exception {
    failuresLeft.set(Integer.MAX_VALUE);
    RunExecutor executor = patient();
    assertThat(executor.execute(assignment(run("made"))).status()).isEqualTo(RunStatus.RUNNING);
    clock.addAndGet(PATIENCE.toNanos() - 1);
    assertThat(executor.execute(assignment(run("made"))).status()).isEqualTo(RunStatus.RUNNING);
    clock.addAndGet(1);
    assertThat(executor.execute(assignment(run("made"))).status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended)
        .containsExactly("FAILED a file could not be read or written: Stale file handle");
    assertThat(FoundRun.in(run("made")).state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void withoutPatienceTheFirstErrorFailsTheRun() throws Exception {
    failuresLeft.set(1);
    assertThat(executor(storage).execute(assignment(run("made"))).status())
        .isEqualTo(RunStatus.FAILED);
    assertThat(FoundRun.in(run("made")).state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void errorsThatLieFarApartAreForgivenButNotForEver() {
    StoragePatience patience = new StoragePatience(PATIENCE, clock::get);
    RunPlan run = PLANS.get(0);
    int forgiven = 0;
    while (patience.forgives(run)) {
      forgiven++;
      clock.addAndGet(2 * PATIENCE.toNanos());
    }
    assertThat(forgiven).isEqualTo(50);
    assertThat(StoragePatience.NONE.forgives(run)).isFalse();
  }
}
