package dev.ensayo.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines at one folder whose clocks differ, by the minute and by the year, and a file server that
 * has a time of its own: leases compare no clock of one with that of another.
 */
class SkewedClocksTest {
  private static final List<Duration> AHEAD =
      List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(-7), Duration.ofDays(-700));

  private static final String STUDY =
      """
      study: s
      environment: chain
      agent: follower
      budget: {updates: 2000}
      evaluation: {every: 500}
      seeds: {from: 1, count: 8}
      variants: {first: {}, second: {agent.from: first}}
      """;

  @TempDir private Path folder;

  private static List<RunPlan> plans() {
    return new RunBinder(
            new PluginRegistry(
                List.of(new ChainProvider()),
                List.of(),
                List.of(new FakeAgentProvider("fake"), new FakeFollowerProvider())),
            List.of())
        .bind(StudyReader.read(YamlReader.parse("test", STUDY)));
  }

  /** A machine with a clock so much ahead, whose boot is another's. */
  private StudyOutcome machine(Duration ahead, StudyDirectory directory) throws Exception {
    Instant began = Instant.now();
    // A clock that is ahead goes 1 % faster, too.
    InstantSource clock =
        () -> {
          Duration passed = Duration.between(began, Instant.now());
          return Instant.now().plus(ahead).plus(passed.dividedBy(100));
        };
    long zero = System.nanoTime() + ahead.toNanos();
    LeaseTiming timing = new LeaseTiming(Duration.ofMillis(500), Duration.ofSeconds(30));
    try (LeaseKeeper leases = new LeaseKeeper(timing, () -> System.nanoTime() - zero, clock)) {
      Cancellation cancellation = new Cancellation();
      RunExecutor executor =
          new RunExecutor(
              new MachineFacts(List.of()),
              leases,
              Duration.ofMillis(1),
              cancellation,
              RunObserver.NONE,
              clock);
      return new StudyRunner(
              executor.slots(2), cancellation, RunObserver.NONE, Duration.ofMillis(5))
          .run(plans(), directory);
    }
  }

  /** The server gives files times of its own. */
  private static void date(Path folder, Duration ahead) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(ahead)));
      }
    } catch (IOException | UncheckedIOException e) {
      return; // a file went away meanwhile; the next turn dates the others
    }
  }

  @Test
  void everyRunIsMadeOnceAndAsByOneMachine() throws Exception {
    StudyDirectory shared = new StudyDirectory(Files.createDirectory(folder.resolve("shared")));
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Future<?> server =
          pool.submit(
              () -> {
                for (int turn = 0; !over.get(); turn++) {
                  date(shared.path(), AHEAD.get(turn % AHEAD.size()));
                }
              });
      List<Future<StudyOutcome>> machines = new ArrayList<>();
      for (Duration ahead : AHEAD) {
        machines.add(pool.submit(() -> machine(ahead, shared)));
      }
      for (Future<StudyOutcome> machine : machines) {
        StudyOutcome outcome = machine.get();
        assertThat(outcome.count(RunStatus.FAILED)).isZero();
        assertThat(outcome.count(RunStatus.COMPLETE) + outcome.elsewhere().size()).isEqualTo(16);
      }
      over.set(true);
      server.get();
    } finally {
      over.set(true);
      pool.shutdownNow();
    }
    StudyDirectory alone = new StudyDirectory(folder.resolve("alone"));
    assertThat(machine(Duration.ZERO, alone).count(RunStatus.COMPLETE)).isEqualTo(16);
    for (RunPlan run : plans()) {
      RunDirectory made = shared.run(run.variant(), run.seed());
      assertThat(made.isComplete()).isTrue();
      assertThat(made.manifest().orElseThrow().sessions()).isEqualTo(1);
      assertThat(made.metricsFile())
          .hasSameBinaryContentAs(alone.run(run.variant(), run.seed()).metricsFile());
    }
  }
}
