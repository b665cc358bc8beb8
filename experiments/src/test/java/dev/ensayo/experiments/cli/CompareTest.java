package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  private static final String STUDY =
      """
      study: pair
      environment: cliffwalking-v1
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 200}
      evaluation: {every: 100, episodes: 1}
      log: {every: 100}
      seeds: [1, 2]
      variants:
        baseline: {}
        quick: {agent.learningRate: 0.5}
      """;

  @TempDir private static Path folder;
  private static StudyDirectory study;

  @BeforeAll
  static void makeRuns() throws IOException {
    Path file = Files.writeString(folder.resolve("pair.yaml"), STUDY);
    CommandLineHarness.Outcome outcome = ensayo("run", file, "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    study = new StudyDirectory(folder.resolve("runs/pair"));
  }

  private static CommandLineHarness.Outcome compare(Path first, Path second) {
    CommandLineHarness.Outcome outcome = ensayo("compare", first, second);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  @Test
  void twoRunsShowWhatDiffersAndWhereTheyPart() {
    String out = compare(study.run("baseline", 1).path(), study.run("quick", 1).path()).out();
    assertThat(out.lines())
        .anyMatch(line -> line.matches("agent.learningRate +0.1 +0.5"))
        .anyMatch(line -> line.matches("code and machine: the same"))
        .anyMatch(line -> line.matches("score \\(eval/return\\) +\\S+ +\\S+ +\\S+"))
        .last()
        .asString()
        .matches("first difference: \\S+ at environment_step 100: \\S+ and \\S+");
  }

  @Test
  void ofTheSameRunNothingDiffers() {
    RunDirectory run = study.run("quick", 2);
    assertThat(compare(run.path(), run.path()).out())
        .contains("configuration: the same", "data: neither read a file")
        .endsWith("first difference: none\n");
  }

  @Test
  void ofTwoVariantsTheSameSeedsAreCompared() throws IOException {
    String out = compare(study.path().resolve("baseline"), study.path().resolve("quick")).out();
    assertThat(out)
        .contains("2 pairs of runs with the same seed")
        .contains("0 of 2 pairs have no difference")
        .containsOnlyOnce("agent.learningRate");
    assertThat(out.lines()).anyMatch(line -> line.startsWith("2  "));
    String all =
        ensayo("compare", study.path().resolve("baseline"), study.path().resolve("quick"), "--all")
            .out();
    assertThat(all).startsWith(out).contains("b  " + study.run("quick", 2).path());
  }

  @Test
  void wrongInputIsToldInALine() {
    Path run = study.run("quick", 1).path();
    assertThat(ensayo("compare", run, folder.resolve("none")).err())
        .isEqualTo("ensayo: there is no folder '" + folder.resolve("none") + "'\n");
    assertThat(ensayo("compare", run, folder).err())
        .contains("there is no study.yaml and no manifest.json in it");
    CommandLineHarness.Outcome unlike = ensayo("compare", run, study.path());
    assertThat(unlike.exitCode()).isEqualTo(2);
    assertThat(unlike.err())
        .contains("holds one run and '" + study.path() + "' 4 runs; give two runs, two variants");
    assertThat(ensayo("compare", study.path(), study.path().resolve("quick")).exitCode()).isZero();
  }
}
