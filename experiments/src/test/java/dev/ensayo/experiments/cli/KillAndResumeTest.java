package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills the process at random points and goes on; nothing in the results shows it. */
class KillAndResumeTest {
  private static final int KILLS = 3;
  private static final long PATIENCE_SECONDS = 240;

  private static final String STUDY =
      """
      study: killed
      environment: {type: cartpole-v1, wrappers: [observation-normalizer]}
      agent:
        type: dqn
        nStep: 3
        batchSize: 32
        warmupSteps: 200
        hiddenUnits: [32, 32]
        replay: {capacity: 2000}
        targetUpdatePeriod: 150
      budget: {environmentSteps: 3000}
      evaluation: {every: 1000, episodes: 3}
      log: {every: 500}
      seeds: [1, 2]
      variants:
        baseline: {}
        tabular: {environment: {type: taxi-v4}, agent: {type: sarsa}}
        copies:
          environment: {type: pendulum-v1, wrappers: [observation-normalizer, reward-normalizer]}
          agent: {type: ppo, copies: 3, steps: 50, minibatches: 5, evaluationPolicy: sample}
        memory:
          environment: {type: cartpole-v1, velocities: false}
          agent: {type: ppo, copies: 4, steps: 40, memory: {cell: gru, units: 8, window: 20}}
        windows:
          environment: {type: cartpole-v1, velocities: false}
          agent:
            {type: dqn, batchSize: 8, warmupSteps: 200, updatePeriod: 4, nStep: 3,
             replay: {capacity: 2000, sampler: prioritized}, memory: {cell: lstm, units: 8}}
      """;

  private static final String WORDS =
      """
      study: killed
      environment: {type: markov-text, tokens: 20000}
      agent:
        type: language-model
        layers: 2
        hiddenUnits: 8
        embeddingSize: 8
        streams: 8
        window: 20
        dropout: 0.3
      budget: {updates: 200}
      evaluation: {every: 50}
      log: {every: 25}
      seeds: [1, 2]
      variants:
        baseline: {}
        regularized:
          agent.tiedOutput: true
          agent.embeddingDropout: 0.2
          agent.lockedDropout: true
          agent.recurrentWeightDropout: 0.4
          agent.wordDropout: 0.1
          agent.activationRegularization: 2
          agent.temporalActivationRegularization: 1
          agent.averaging: {nonMonotone: 1}
      """;

  @TempDir private Path folder;

  private Process start(Path study, Path out, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Ensayo.class.getName());
    command.addAll(List.of("run", study.toString(), "--out", out.toString(), "--jobs", "2"));
    command.addAll(List.of("--checkpoint-every", "0.1"));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true);
    File log = folder.resolve("log-" + out.getFileName() + ".txt").toFile();
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    return builder.start();
  }

  private static void finish(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static Stream<Arguments> studies() {
    return Stream.of(
        Arguments.of(STUDY, List.of("baseline", "tabular", "copies", "memory", "windows")),
        Arguments.of(WORDS, List.of("baseline", "regularized")));
  }

  @ParameterizedTest
  @MethodSource("studies")
  void aStudyKilledAtRandomPointsGivesTheSameBytes(String text, List<String> variants)
      throws IOException, InterruptedException {
    Path study = folder.resolve("killed.yaml");
    Files.writeString(study, text);
    long began = System.nanoTime();
    finish(start(study, folder.resolve("whole")));
    long wholeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

    RandomStream random = new SeedSequence(7).stream("kills");
    Path out = folder.resolve("killed");
    int reallyKilled = 0;
    for (int i = 0; i < KILLS; i++) {
      Process process = start(study, out, "--resume");
      boolean ended =
          process.waitFor(
              wholeMillis / 4 + random.nextInt((int) (wholeMillis / 2)), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
        reallyKilled++;
      }
    }
    finish(start(study, out, "--resume"));

    assertThat(reallyKilled).as("at least one kill hit a running study").isPositive();
    StudyDirectory whole = new StudyDirectory(folder.resolve("whole").resolve("killed"));
    StudyDirectory resumed = new StudyDirectory(out.resolve("killed"));
    for (String variant : variants) {
      for (long seed = 1; seed <= 2; seed++) {
        RunDirectory expected = whole.run(variant, seed);
        RunDirectory actual = resumed.run(variant, seed);
        assertThat(actual.isComplete()).isTrue();
        assertThat(actual.metricsFile()).hasSameBinaryContentAs(expected.metricsFile());
      }
    }
  }

  @Test
  void aPoliteStopSavesTheRunsAndSaysHowToGoOn() throws IOException, InterruptedException {
    Path study = folder.resolve("killed.yaml");
    Files.writeString(study, STUDY.replace("3000", "1000000"));
    Path out = folder.resolve("stopped");
    Process process = start(study, out);
    Path metrics = new StudyDirectory(out.resolve("killed")).run("baseline", 1).metricsFile();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(metrics) || Files.size(metrics) < 500) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(50);
    }
    process.destroy();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(folder.resolve("log-stopped.txt"));
    assertThat(said).contains("stopping").contains("--resume");
    RunDirectory run = new StudyDirectory(out.resolve("killed")).run("baseline", 1);
    assertThat(run.isComplete()).isFalse();
    assertThat(run.checkpoints()).isNotEmptyDirectory();
  }
}
