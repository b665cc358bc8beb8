package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of an environment that is a class in a Python file beside it, through the commands. */
class PythonEnvironmentTest {
  private static final String MODULE =
      """
      import random

      class Space:
          def __init__(self, **what):
              self.__dict__.update(what)

      class Corridor:
          action_space = Space(n=2)

          def __init__(self, length=5, rotten=0, kept=True):
              self.observation_space = Space(n=length)
              self.length, self.rotten, self.trodden = length, rotten, 0
              self.secret = None if kept else lambda: None

          def reset(self, seed=None, options=None):
              self.random = random.Random(seed) if seed is not None else self.random
              self.cell = self.random.randrange(self.length - 1)
              return self.cell, {}

          def step(self, action):
              self.trodden += 1
              if self.trodden == self.rotten:
                  raise IndexError("a board broke")
              self.cell = max(0, self.cell + (1 if action else -1))
              there = self.cell == self.length - 1
              return self.cell, 1.0 if there else -0.1, there, False, {}
      """;

  private static final String STUDY =
      """
      study: corridor
      question: Does it find its way?
      environment: {type: gymnasium, id: "corridor:Corridor", path: [.], wrappers: [{type: time-limit, steps: 50}]}
      agent: {type: q-learning}
      budget: {environmentSteps: 600}
      evaluation: {every: 300, episodes: 4}
      seeds: [1]
      variants:
        baseline: {}
        rotten: {environment.options.rotten: 300}
        secretive: {environment.options.kept: false}
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void python() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("python3", "-c", "import pickle").start();
      Assumptions.assumeTrue(process.waitFor() == 0, "python3 does not run");
    } catch (IOException e) {
      Assumptions.abort("there is no python3 on the PATH");
    }
  }

  private Path study(String text) throws IOException {
    Files.writeString(folder.resolve("corridor.py"), MODULE);
    Path file = folder.resolve("corridor.yaml");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void oneRunFailsWithWhatPythonSaysAndTheOthersLearn() throws IOException {
    Path out = folder.resolve("runs");
    CommandLineHarness.Outcome outcome = ensayo("run", study(STUDY), "--out", out, "--jobs", 1);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(
            "environment 'corridor:Corridor' cannot be saved, and a run that is stopped starts"
                + " over: it cannot be pickled: ");
    StudyDirectory directory = new StudyDirectory(out.resolve("corridor"));
    Manifest rotten = directory.run("rotten", 1).manifest().orElseThrow();
    assertThat(rotten.status()).isEqualTo(RunStatus.FAILED);
    assertThat(rotten.failure())
        .isEqualTo(
            "environment 'gymnasium' is at fault: IndexError: a board broke (corridor.py, line 23),"
                + " after 299 environment steps of training");

    Manifest learned = directory.run("baseline", 1).manifest().orElseThrow();
    assertThat(learned.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(learned.provenance().environment())
        .containsEntry("state", "is saved by pickling")
        .containsKeys("Python", "numpy", "gymnasium", "comes from");
    assertThat(directory.run("secretive", 1).manifest().orElseThrow().provenance().environment())
        .hasEntrySatisfying(
            "state",
            state ->
                assertThat(state)
                    .startsWith("cannot be saved, and a run that is stopped starts over: "));
    assertThat(directory.run("secretive", 1).metricsFile())
        .hasSameBinaryContentAs(directory.run("baseline", 1).metricsFile());
    assertThat(Files.readString(directory.report().resolve("report.md")))
        .contains("Environment: Python");

    CommandLineHarness.Outcome verified = ensayo("verify", directory.run("baseline", 1).path());
    assertThat(verified.exitCode()).as(verified.err()).isEqualTo(0);
  }

  @Test
  void whatIsWrongIsToldBeforeTheFirstStepWithItsLine() throws IOException {
    Path study = study(STUDY.replace("corridor:Corridor", "corridor:Corridors"));
    CommandLineHarness.Outcome outcome = ensayo("run", study, "--out", folder.resolve("none"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            study
                + ":3: environment.id: module 'corridor' has no class 'Corridors'; did you mean"
                + " 'Corridor'?");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
