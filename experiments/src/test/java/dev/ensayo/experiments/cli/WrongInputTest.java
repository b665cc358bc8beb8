package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads who wrote something wrong: one clear line, exit code 2, nothing run. */
class WrongInputTest {
  private static final String STUDY =
      """
      study: slip
      environment: {type: cartpole-v1}
      agent:
        type: dqn
        discount: 0.99
        replay: {capacity: 1000}
      budget: {environmentSteps: 1000}
      """;

  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void chooseOut() {
    out = folder.resolve("runs");
  }

  private CommandLineHarness.Outcome run(String study) throws IOException {
    Path file = folder.resolve("slip.yaml");
    Files.writeString(file, study);
    CommandLineHarness.Outcome outcome = ensayo("run", file, "--out", out);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(out).as("nothing was run").doesNotExist();
    return outcome;
  }

  @Test
  void aMisspeltKeyNamesTheNearestOne() throws IOException {
    assertThat(run(STUDY.replace("capacity", "capactiy")).err())
        .contains("slip.yaml:6: agent.replay.capactiy: unknown key; did you mean 'capacity'?");
  }

  @Test
  void aWrongTypeSaysWhatWasExpected() throws IOException {
    assertThat(run(STUDY.replace("0.99", "high")).err())
        .contains("slip.yaml:5: agent.discount: expected a number, found 'high'");
  }

  @Test
  void aValueOutOfRangeSaysTheRange() throws IOException {
    assertThat(run(STUDY.replace("0.99", "1.5")).err())
        .contains("slip.yaml:5: agent.discount: must lie in [0, 1], not 1.5");
  }

  /** Settings of dqn that cannot be together, or not with this environment or budget. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network: convolutional | agent.network.type: convolutional needs images [C, H, W];"
            + " observations here are of shape [4]: use mlp",
        "head: {type: categorical, vMin: 10, vMax: 10} | agent.head.vMin: must be smaller than"
            + " vMax (10.0), not 10.0",
        "noisy: true | agent.epsilon: must end at 0 with noisy layers",
        "replay: {type: none, sampler: prioritized} | agent.replay.sampler: unknown key",
        "replay: {capacity: 32} | agent.batchSize: must not exceed replay.capacity (32), not 64",
        "warmupSteps: 3001 | agent.warmupSteps: leaves nothing to learn: the first update comes"
            + " after 3,001 environment steps, the budget ends after 3,000",
      })
  void partsOfDqnThatCannotBe(String setting, String message) throws IOException {
    String study =
        """
        study: slip
        environment: {type: cartpole-v1}
        agent: {type: dqn, SETTING}
        budget: {environmentSteps: 3000}
        """;
    String err = run(study.replace("SETTING", setting)).err();
    assertThat(err).contains("slip.yaml:3: " + message);
    assertThat(err.lines()).hasSize(1);
  }

  /** Room for what the budget cannot fill is not taken. */
  @Test
  void aBufferLargerThanTheBudgetTakesNoMoreRoom() {
    assertThat(
            ensayo(
                    "run",
                    "cartpole-dqn",
                    "--out",
                    out,
                    "--seeds",
                    1,
                    "--set",
                    "variants={baseline: {agent.replay.capacity: 100000000}}",
                    "--set",
                    "budget.environmentSteps=2000",
                    "--set",
                    "report.window=1")
                .exitCode())
        .isZero();
  }

  @Test
  void anImpossiblePairingSaysWhyAndWhoCan() throws IOException {
    String study =
        """
        study: slip
        environment: {type: cartpole-v1}
        agent: {type: value-iteration}
        budget: {environmentSteps: 1000}
        """;
    assertThat(run(study).err())
        .contains("slip.yaml:3: agent.type: agent 'value-iteration' cannot learn from environment")
        .contains("transition table")
        .containsPattern("agents that can: .*dqn.*ppo");
  }

  @Test
  void aTextTooShortForItsWindowIsFoundBeforeTheFirstStep() throws IOException {
    String study =
        """
        study: slip
        environment: {type: markov-text, tokens: 4000}
        agent:
          type: language-model
          window: 500
        budget: {updates: 10}
        report: {metric: valid/nats_per_token, better: lower}
        """;
    assertThat(run(study).err()).contains("slip.yaml:5: agent.window: ").contains("500");
  }

  @Test
  void aTextWithOneCharacterIsRefused() throws IOException {
    Path text = folder.resolve("one.txt");
    Files.writeString(text, "a".repeat(5000));
    String study =
        "study: slip\nenvironment: {type: text, data: "
            + text
            + "}\nagent: {type: language-model}\nbudget: {updates: 10}\n"
            + "report: {metric: valid/nats_per_token, better: lower}\n";
    assertThat(run(study).err()).contains("slip.yaml:2").contains("one.txt");
  }

  @Test
  void aMissingFileNamesTheNearestBundledStudy() {
    CommandLineHarness.Outcome outcome = ensayo("run", "cartpole-dnq", "--out", out);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("cartpole-dnq").contains("did you mean 'cartpole-dqn'?");
  }

  @Test
  void severalSlipsAreToldAtOnceAndOnceEach() throws IOException {
    String study =
        STUDY.replace("0.99", "1.5").replace("cartpole-v1", "cartpol-v1")
            + "variants: {baseline: {}, other: {agent.batchSize: 32}}\n";
    List<String> lines = run(study).err().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("slip.yaml:2: environment.type").contains("'cartpole-v1'?");
    assertThat(lines.get(1)).contains("slip.yaml:5: agent.discount");
  }

  @Test
  void aSlipInAVariantIsFoundAtItsLine() throws IOException {
    assertThat(run(STUDY + "variants:\n  baseline: {}\n  x: {agent.discoutn: 1}\n").err())
        .contains("slip.yaml:10: agent.discoutn: unknown key; did you mean 'discount'?");
  }

  @Test
  void aBudgetOnAClockTheAgentDoesNotCountIsRefused() throws IOException {
    assertThat(run(STUDY.replace("environmentSteps", "epochs")).err())
        .contains("slip.yaml:7: budget.epochs: agent 'dqn' does not count epochs")
        .contains("environmentSteps");
  }

  @Test
  void aMetricThatNobodyRecordsIsRefused() throws IOException {
    assertThat(run(STUDY + "report: {metric: evl/return}\n").err())
        .contains("slip.yaml:8: report.metric: agent 'dqn' does not record 'evl/return'")
        .contains("did you mean 'eval/return'?");
  }

  @Test
  void aWindowThatWouldReachBackToTheUntrainedTestIsRefused() throws IOException {
    assertThat(run(STUDY + "evaluation: {every: 250}\nreport: {window: 50}\n").err())
        .contains("slip.yaml:9: report.window: asks for the last 50 values")
        .contains("tested only 4 times after its first step")
        .contains("give at most 4, or test more often");
  }

  @Test
  void brokenYamlNamesTheLine() throws IOException {
    assertThat(run("study: slip\nagent: {type: dqn\nbudget: 3\n").err()).contains("slip.yaml:3");
  }

  @Test
  void anUnknownCommandAndAnUnknownOptionAreRefused() {
    assertThat(ensayo("rnu").exitCode()).isEqualTo(2);
    assertThat(ensayo("rnu").err()).contains("rnu");
    assertThat(ensayo("run", "cartpole-dqn", "--sedes", 3).exitCode()).isEqualTo(2);
    assertThat(ensayo().exitCode()).isEqualTo(2);
  }

  @Test
  void numbersOfOptionsAreChecked() {
    assertThat(ensayo("run", "cartpole-dqn", "--out", out, "--jobs", 0).err())
        .contains("--jobs must be at least 1, not 0");
    assertThat(ensayo("run", "cartpole-dqn", "--out", out, "--seeds", 0).err())
        .contains("--seeds must be at least 1, not 0");
    assertThat(ensayo("run", "cartpole-dqn", "--out", out, "--seeds", 1_000_000_000).err())
        .contains("--seeds must be at most 10,000, not 1,000,000,000");
    assertThat(ensayo("run", "frozenlake-tabular", "--out", out, "--seeds", 2001).err())
        .containsPattern("this study makes [0-9,]+ runs of [0-9]+ variants, about .* if all are")
        .contains("begin them with --yes");
    assertThat(out).doesNotExist();
    assertThat(ensayo("run", "cartpole-dqn", "--out", out, "--set", "agent.discount=2").err())
        .contains("--set agent.discount")
        .contains("must lie in [0, 1], not 2");
  }

  @Test
  void aGpuThatIsNotThereIsOneClearError() {
    CommandLineHarness.Outcome outcome =
        ensayo("run", "cartpole-dqn", "--out", out, "--device", "gpu");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("backend.device")
        .contains("CUDA 11.6")
        .contains("3.7")
        .contains("8.9")
        .contains("cpu");
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @Test
  void reportAndVerifyNeedFoldersThatAreThere() {
    assertThat(ensayo("report", folder.resolve("none")).exitCode()).isEqualTo(2);
    assertThat(ensayo("verify", folder.resolve("none")).exitCode()).isEqualTo(2);
    assertThat(ensayo("describe", "dqm").err()).contains("did you mean 'dqn'?");
  }

  /** A store that is no folder would be made a folder of that name where the command is called. */
  @ParameterizedTest
  @ValueSource(strings = {"hdfs://head:9000/runs", "s3a://bucket/runs", "HDFS:/runs"})
  void aFolderInNoFileSystem(String out) {
    CommandLineHarness.Outcome outcome = ensayo("run", "frozenlake-tabular", "--out", out);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith(
            "ensayo: Invalid value for option '--out': '"
                + out
                + "' is in no file system that is written to or read here; give a folder");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aFolderOfAnotherHost() {
    CommandLineHarness.Outcome outcome = ensayo("report", "file://host/runs/cliff");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("'file://host/runs/cliff': URI has an authority component")
        .contains("right would be file:///runs or /runs");
  }

  @Test
  void aFolderByItsUri() throws IOException {
    Path file = folder.resolve("slip.yaml");
    Files.writeString(file, STUDY.replace("0.99", "high"));
    assertThat(ensayo("plan", file.toUri().getPath(), "--out", out.toUri()).err())
        .contains("agent.discount: expected a number");
    assertThat(ensayo("report", folder.resolve("none").toUri()).err())
        .contains("there is no folder '" + folder.resolve("none") + "'");
  }
}
