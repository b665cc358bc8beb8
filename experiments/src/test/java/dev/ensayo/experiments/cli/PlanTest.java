package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final String STUDY =
      """
      study: cliff
      environment: cliffwalking-v1
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 3000}
      evaluation: {every: 100, episodes: 1}
      log: {every: 100}
      seeds: [1, 2, 3]
      variants:
        baseline: {}
        quick: {agent.learningRate: 0.5}
      report: {metric: episode/return, better: higher}
      """;

  @TempDir private Path folder;

  private CommandLineHarness.Outcome plan(Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("cliff.yaml"), STUDY);
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "plan";
    arguments[1] = file;
    arguments[2] = "--out";
    arguments[3] = folder.resolve("runs");
    System.arraycopy(more, 0, arguments, 4, more.length);
    return ensayo(arguments);
  }

  @Test
  void tellsRunsTimeAndDiskAndWritesNothing() throws IOException {
    CommandLineHarness.Outcome outcome = plan("--try", "0.2", "--jobs", "2");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).first().isEqualTo("cliff: 2 variants × 3 seeds = 6 runs");
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches("baseline +3 +0 +[\\d.]+ m?s +\\d+ kB"))
        .anyMatch(line -> line.matches("about .* with 2 runs side by side, \\d+ kB on disk.*"));
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /** SciPy 1.17: the d of two samples of 3 whose power at level 0.05 is 0.8. */
  @Test
  void withoutAPilotDifferencesAreToldInStandardDeviations() throws IOException {
    assertThat(plan("--try", "0").out())
        .contains("smallest difference that is seen 4 times in 5 is 3.07")
        .contains("a difference of 0.5, 1 or 2 standard deviations as often takes 64, 17 or 6");
  }

  @Test
  void finishedRunsAreThePilot() throws IOException {
    Path file = Files.writeString(folder.resolve("cliff.yaml"), STUDY);
    ensayo("run", file, "--out", folder.resolve("runs"));
    CommandLineHarness.Outcome outcome = plan("--try", "0.2", "--effect", "5");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    String out = outcome.out();
    assertThat(out.lines()).anyMatch(line -> line.matches("baseline +3 +3 .*"));
    assertThat(out)
        .contains("from 6 finished runs of 2 variants")
        .contains("To see a difference of 5 as often takes ");
  }

  @Test
  void wrongInputIsALine() throws IOException {
    CommandLineHarness.Outcome outcome = plan("--effect", "5");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(outcome.err()).contains("--effect needs the spread of scores", "--seeds 3");
    assertThat(plan("--try", "-1").err()).contains("--try must be at least 0 (seconds), not -1.0");
    assertThat(plan("--spread", "0").err()).contains("--spread must be greater than 0, not 0.0");
  }
}
