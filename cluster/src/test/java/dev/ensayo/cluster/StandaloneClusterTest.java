package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies on a real master with two workers, whose executors are killed. */
class StandaloneClusterTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);

  private static final String CART_POLE =
      """
      study: killed
      environment: {type: cartpole-v1, wrappers: [observation-normalizer]}
      agent:
        type: dqn
        batchSize: 32
        warmupSteps: 200
        hiddenUnits: [32, 32]
        replay: {capacity: 2000}
        targetUpdatePeriod: 150
      budget: {environmentSteps: 8000}
      evaluation: {every: 1000, episodes: 3}
      log: {every: 500}
      seeds: [1, 2, 3]
      """;

  /** Its two workers are one on each executor. */
  private static final String ONE_MODEL =
      """
      study: one-model
      environment: {type: drawn-digits, size: 12, train: 600, valid: 0, test: 100}
      agent:
        type: cnn
        layers: [{type: convolution, filters: 6, kernel: 3}, {type: pooling}]
        learning: {batchSize: 10}
        training: {workers: 2, combine: parameter-averaging, every: 3}
      budget: {epochs: 20}
      evaluation: {every: 4}
      log: {every: 4}
      seeds: [1]
      """;

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  static void start() throws IOException, InterruptedException {
    cluster = new StandaloneCluster(2, folder);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) { // it may not have started
      cluster.close();
    }
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void aKilledExecutorChangesNoByteOfTheResults() throws IOException, InterruptedException {
    Path study = Files.writeString(folder.resolve("killed.yaml"), CART_POLE);
    try (Command command = onSpark(study, "spark", "--checkpoint-every", "0.2")) {
      StudyDirectory made = new StudyDirectory(folder.resolve("spark").resolve("killed"));
      RunDirectory victim = killAnExecutor(made, command);
      assertThat(command.await()).as(command.said()).isZero();
      assertThat(command.said()).contains("was lost").contains("last checkpoint");
      assertThat(victim.manifest().orElseThrow().sessions()).isEqualTo(2);
    }
    try (Command command = Command.run(folder, study, "local", "--jobs", "2")) {
      assertThat(command.await()).as(command.said()).isZero();
    }
    assertSame("killed", "baseline", List.of(1L, 2L, 3L));
  }

  @Test
  void neitherWhoFollowsNorWhoLeadsIsMissed() throws IOException, InterruptedException {
    Path study = Files.writeString(folder.resolve("one-model.yaml"), ONE_MODEL);
    try (Command command = onSpark(study, "spark", "--checkpoint-every", "0.2")) {
      RunDirectory run =
          new StudyDirectory(folder.resolve("spark").resolve("one-model")).run("baseline", 1);
      long leads = awaitHolder(run, 1, command);
      List<Long> others = cluster.executors();
      others.remove(leads);
      assertThat(others).isNotEmpty();
      others.forEach(StandaloneClusterTest::kill);
      kill(awaitHolder(run, 2, command));
      assertThat(command.await()).as(command.said()).isZero();
      assertThat(command.said()).contains("was lost").contains("last checkpoint");
      assertThat(run.manifest().orElseThrow().sessions()).isEqualTo(3);
    }
    try (Command command = Command.run(folder, study, "local", "--jobs", "1")) {
      assertThat(command.await()).as(command.said()).isZero();
    }
    assertSame("one-model", "baseline", List.of(1L));
  }

  /** The process that makes a run which has saved itself, in that session. */
  private static long awaitHolder(RunDirectory run, int session, Command command)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      Optional<LeaseNote> holder =
          hasCheckpoint(run) && run.manifest().orElseThrow().sessions() == session
              ? LeaseKeeper.holderOf(run.path())
              : Optional.empty();
      if (holder.isPresent()) {
        return holder.get().process().pid();
      }
      assertThat(command.process().isAlive()).as(command.said()).isTrue();
      Thread.sleep(20);
    }
    throw new AssertionError("session " + session + " has not come: " + command.said());
  }

  private static void kill(long process) {
    ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
  }

  private Command onSpark(Path study, String out, String... more) throws IOException {
    String[] all = new String[more.length + 4];
    System.arraycopy(new String[] {"--launcher", "spark", "--master", cluster.url()}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return Command.run(folder, study, out, all);
  }

  /** As {@code kill -9} does, the one that is at a run that has saved itself. */
  private RunDirectory killAnExecutor(StudyDirectory study, Command command)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      for (long seed = 1; seed <= 2; seed++) {
        RunDirectory run = study.run("baseline", seed);
        Optional<LeaseNote> holder =
            hasCheckpoint(run) ? LeaseKeeper.holderOf(run.path()) : Optional.empty();
        if (holder.isPresent()) {
          long executor = holder.get().process().pid();
          assertThat(executor).isNotEqualTo(command.process().pid());
          assertThat(ProcessHandle.of(executor).orElseThrow().destroyForcibly()).isTrue();
          return run;
        }
      }
      assertThat(command.process().isAlive()).as(command.said()).isTrue();
      Thread.sleep(20);
    }
    throw new AssertionError("no run has saved itself: " + command.said());
  }

  private static boolean hasCheckpoint(RunDirectory run) {
    String[] files = run.checkpoints().toFile().list();
    return files != null && files.length > 0;
  }

  private void assertSame(String study, String variant, List<Long> seeds) {
    for (long seed : seeds) {
      RunDirectory local =
          new StudyDirectory(folder.resolve("local").resolve(study)).run(variant, seed);
      RunDirectory spark =
          new StudyDirectory(folder.resolve("spark").resolve(study)).run(variant, seed);
      assertThat(spark.isComplete()).isTrue();
      assertThat(spark.metricsFile()).hasSameBinaryContentAs(local.metricsFile());
      assertThat(spark.config()).hasSameBinaryContentAs(local.config());
    }
  }
}
