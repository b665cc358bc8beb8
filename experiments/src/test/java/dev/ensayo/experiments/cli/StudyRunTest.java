package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small study from file to report, through the commands. */
class StudyRunTest {
  private static final List<String> VARIANTS = List.of("baseline", "no-replay", "broken");

  private static final String STUDY =
      """
      study: small
      question: Does a small study run?
      environment: {type: cartpole-v1}
      agent:
        type: dqn
        batchSize: 16
        warmupSteps: 64
        hiddenUnits: [16]
        replay: {capacity: 500}
      budget: {environmentSteps: 600}
      evaluation: {every: 200, episodes: 3}
      log: {every: 100}
      seeds: [1, 2]
      variants:
        baseline: {}
        no-replay: {agent.replay.capacity: 16}
        broken: {agent.updater: {type: sgd, learningRate: 1000}, agent.loss: squared-error}
      """;

  @TempDir private Path folder;

  private Path study(String text) throws IOException {
    Path file = folder.resolve("small.yaml");
    Files.writeString(file, text);
    return file;
  }

  private StudyDirectory run(String out, Object... more) throws IOException {
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "run";
    arguments[1] = study(STUDY);
    arguments[2] = "--out";
    arguments[3] = folder.resolve(out);
    System.arraycopy(more, 0, arguments, 4, more.length);
    CommandLineHarness.Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1); // the broken variant fails
    assertThat(outcome.out()).contains("4 of 6 runs complete, 2 failed");
    return new StudyDirectory(folder.resolve(out).resolve("small"));
  }

  @Test
  void metricsAreTheSameBytesWhateverTheJobs() throws IOException {
    StudyDirectory one = run("one", "--jobs", 1);
    StudyDirectory four = run("four", "--jobs", 4);
    for (String variant : VARIANTS) {
      for (long seed = 1; seed <= 2; seed++) {
        assertThat(one.run(variant, seed).metricsFile())
            .hasSameBinaryContentAs(four.run(variant, seed).metricsFile());
      }
    }
    assertThat(Files.readAllBytes(one.run("baseline", 1).metricsFile()))
        .isNotEqualTo(Files.readAllBytes(one.run("baseline", 2).metricsFile()));
  }

  @Test
  void aRunFolderHoldsWhatTheContractNames() throws IOException {
    StudyDirectory directory = run("runs");
    RunDirectory run = directory.run("baseline", 1);
    assertThat(directory.studyFile()).hasContent(STUDY);
    assertThat(run.isComplete()).isTrue();
    assertThat(run.path().resolve("model.zip")).exists();
    assertThat(run.checkpoints()).doesNotExist();
    assertThat(Files.readString(run.config()))
        .contains("discount: 0.99")
        .contains("capacity: 500")
        .contains("seed: 1");
    assertThat(run.metrics().metrics())
        .contains("episode/return", "episode/length", "eval/return", "train/loss");
    assertThat(run.metrics().values("eval/return"))
        .extracting(point -> point.step())
        .containsExactly(0L, 200L, 400L, 600L);
    assertThat(run.timing().metrics())
        .containsExactlyInAnyOrder("throughput/steps_per_second", "clock/seconds", "clock/updates");
    Manifest manifest = run.manifest().orElseThrow();
    assertThat(manifest.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(manifest.backend()).containsEntry("engine", "compiled");
    assertThat(directory.report().resolve("index.html")).exists();
    assertThat(directory.report().resolve("report.md")).exists();
    assertThat(directory.report().resolve("summary.csv")).exists();
  }

  @Test
  void aFailedRunSaysWhyAndTheOthersFinish() throws IOException {
    StudyDirectory directory = run("runs");
    RunDirectory broken = directory.run("broken", 1);
    assertThat(broken.isComplete()).isFalse();
    Manifest manifest = broken.manifest().orElseThrow();
    assertThat(manifest.status()).isEqualTo(RunStatus.FAILED);
    assertThat(manifest.failure()).contains("step").contains("learningRate");
    assertThat(Files.readString(directory.report().resolve("report.md")))
        .contains("broken")
        .contains("failed");
  }

  @Test
  void aSecondRunInTheSameFolderIsRefusedAndResumeKeepsWhatIsDone() throws IOException {
    StudyDirectory directory = run("runs");
    CommandLineHarness.Outcome again = ensayo("run", study(STUDY), "--out", folder.resolve("runs"));
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("already holds runs").contains("--resume");

    byte[] before = Files.readAllBytes(directory.run("baseline", 1).metricsFile());
    CommandLineHarness.Outcome resumed =
        ensayo("run", study(STUDY), "--out", folder.resolve("runs"), "--resume");
    assertThat(resumed.err()).contains("baseline seed 1: kept");
    assertThat(directory.run("baseline", 1).metricsFile()).hasBinaryContent(before);

    CommandLineHarness.Outcome fewer =
        ensayo(
            "run",
            study(STUDY),
            "--out",
            folder.resolve("runs"),
            "--resume",
            "--set",
            "variants={baseline: {}}");
    assertThat(fewer.exitCode()).isEqualTo(2);
    assertThat(fewer.err()).contains("was started with the variants [broken, no-replay]");

    CommandLineHarness.Outcome changed =
        ensayo(
            "run",
            study(STUDY.replace("hiddenUnits: [16]", "hiddenUnits: [8]")),
            "--out",
            folder.resolve("runs"),
            "--resume");
    assertThat(changed.exitCode()).isEqualTo(2);
    assertThat(changed.err()).contains("config.yaml differs from what the study says now");
  }

  @Test
  void verifyFindsTheSameValuesAndTheFirstChangedOne() throws IOException {
    RunDirectory run = run("runs").run("baseline", 1);
    assertThat(ensayo("verify", run.path()).exitCode()).isZero();

    String metrics = Files.readString(run.metricsFile());
    String line = metrics.lines().filter(l -> l.contains(",400,eval/return,")).findFirst().get();
    Files.writeString(
        run.metricsFile(), metrics.replace(line, line.replaceFirst("return,.*", "return,12345.5")));
    CommandLineHarness.Outcome outcome = ensayo("verify", run.path());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("damaged: metrics.csv was changed after the run had finished")
        .contains("different: line ")
        .contains("recorded eval/return = 12345.5")
        .contains("environment_step 400");

    Files.writeString(
        run.metricsFile(), metrics.replace(line, line.replaceFirst("return,.*", "return,x")));
    assertThat(ensayo("verify", run.path()).out()).contains("recorded eval/return = x");

    Files.writeString(run.metricsFile(), metrics.replace(line, "environment_step,400"));
    assertThat(ensayo("verify", run.path()).out())
        .contains("recorded the damaged line 'environment_step,400'");
  }

  @Test
  void overridesOfTheCommandLineAreKeptWithTheStudy() throws IOException {
    CommandLineHarness.Outcome outcome =
        ensayo(
            "run",
            study(STUDY.substring(0, STUDY.indexOf("variants:"))),
            "--out",
            folder.resolve("runs"),
            "--set",
            "budget.environmentSteps=100",
            "--seeds",
            1);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    StudyDirectory directory = new StudyDirectory(folder.resolve("runs").resolve("small"));
    assertThat(directory.study().seeds()).containsExactly(1L);
    assertThat(Files.readString(directory.overridesFile())).contains("budget.environmentSteps");
    String again = ensayo("report", directory.path()).out();
    assertThat(again).contains("report");
  }
}
