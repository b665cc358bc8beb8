package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that learn from copies that step together, through the commands. */
class CopiesRunTest {
  /** 601 is no multiple of the copies: the last step of all leads beyond it. */
  private static final String STUDY =
      """
      study: copies
      environment: {type: cartpole-v1}
      agent: {type: ppo, copies: 3, steps: 40, minibatches: 4, hiddenUnits: [16]}
      budget: {environmentSteps: 601}
      evaluation: {every: 200, episodes: 3}
      log: {every: 100}
      seeds: [1]
      variants:
        baseline: {}
        real:
          environment: {type: pendulum-v1, wrappers: [observation-normalizer, reward-normalizer]}
          agent: {type: ppo, copies: 4, steps: 25, evaluationPolicy: sample, hiddenUnits: [16]}
        a2c: {agent: {type: a2c, hiddenUnits: [16]}}
        reinforce: {agent: {type: reinforce, copies: 2, hiddenUnits: [16]}}
      """;

  private static final List<String> VARIANTS = List.of("baseline", "real", "a2c", "reinforce");

  @TempDir private Path folder;

  private StudyDirectory run(String out, int jobs) throws IOException {
    Path file = Files.writeString(folder.resolve("copies.yaml"), STUDY);
    CommandLineHarness.Outcome outcome =
        ensayo("run", file, "--out", folder.resolve(out), "--jobs", jobs);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return new StudyDirectory(folder.resolve(out).resolve("copies"));
  }

  @Test
  void runsAreTheSameBytesWhateverTheJobsAndProveThemselves() throws IOException {
    StudyDirectory one = run("one", 1);
    StudyDirectory four = run("four", 4);
    for (String variant : VARIANTS) {
      RunDirectory run = one.run(variant, 1);
      assertThat(run.metricsFile()).hasSameBinaryContentAs(four.run(variant, 1).metricsFile());
      CommandLineHarness.Outcome verified = ensayo("verify", run.path());
      assertThat(verified.exitCode()).as(verified.err()).isZero();
    }
    RunDirectory first = one.run("baseline", 1);
    assertThat(first.metrics().values("eval/return"))
        .extracting(point -> point.step())
        .containsExactly(0L, 201L, 402L, 600L, 603L);
    assertThat(first.path().resolve("model.zip")).exists();
    assertThat(one.run("real", 1).path().resolve("wrappers.json")).exists();
  }

  /** The policy that is played is the one that was tested, drawn actions and wrappers included. */
  @Test
  void whatWasLearnedPlays() throws IOException {
    StudyDirectory study = run("runs", 2);
    for (String variant : VARIANTS) {
      CommandLineHarness.Outcome played =
          ensayo("play", study.run(variant, 1).path(), "--episodes", 1);
      assertThat(played.exitCode()).as(played.err()).isZero();
      assertThat(played.out()).containsIgnoringCase("return");
    }
  }
}
