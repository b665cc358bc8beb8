package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed after a run had finished is seen by every command. */
class DamagedRunTest {
  private static final String STUDY =
      """
      study: small
      environment: taxi-v4
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 600}
      evaluation: {every: 200, episodes: 1}
      log: {every: 100}
      seeds: [1, 2, 3]
      """;

  @TempDir private Path folder;
  private Path file;
  private StudyDirectory study;
  private RunDirectory run;
  private String whole;

  @BeforeEach
  void makeRuns() throws IOException {
    file = Files.writeString(folder.resolve("small.yaml"), STUDY);
    CommandLineHarness.Outcome outcome = ensayo("run", file, "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    study = new StudyDirectory(folder.resolve("runs/small"));
    run = study.run("baseline", 2);
    whole = Files.readString(run.metricsFile());
  }

  private CommandLineHarness.Outcome resume() {
    return ensayo("run", file, "--out", folder.resolve("runs"), "--resume");
  }

  private String changedLastValue() {
    String last = whole.lines().filter(line -> line.contains(",600,eval/return,")).findAny().get();
    return whole.replace(last, last.replaceFirst("[^,]*$", "999.0"));
  }

  private List<CSVRecord> runs(Object... arguments) throws IOException {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "runs";
    all[1] = study.path();
    all[2] = "--csv";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    CommandLineHarness.Outcome outcome = ensayo(all);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(outcome.out()))
        .getRecords();
  }

  @Test
  void aChangedValueCountsNowhereAndResumeMakesTheRunAgain() throws IOException {
    Files.writeString(run.metricsFile(), changedLastValue());

    assertThat(ensayo("report", study.path()).exitCode()).isZero();
    assertThat(Files.readString(study.report().resolve("report.md")))
        .contains("baseline, seed 2 damaged: metrics.csv was changed after the run had finished")
        .doesNotContain("999");
    CommandLineHarness.Outcome verified = ensayo("verify", run.path());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .contains("damaged: metrics.csv was changed")
        .contains("recorded eval/return = 999.0 at environment_step 600");
    assertThat(runs("--state", "damaged"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("variant") + row.get("seed")).isEqualTo("baseline2");
              assertThat(row.get("score")).isEmpty();
              assertThat(row.get("note")).startsWith("metrics.csv was changed");
            });

    CommandLineHarness.Outcome resumed = resume();
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .contains("baseline seed 1: kept")
        .contains("baseline seed 2: it was damaged (metrics.csv was changed")
        .contains("damaged-1");
    assertThat(run.metricsFile()).hasContent(whole);
    assertThat(run.path().resolve("damaged-1/metrics.csv")).hasContent(changedLastValue());
    assertThat(runs()).extracting(row -> row.get("state")).containsOnly("complete");
    assertThat(Files.readString(study.report().resolve("report.md"))).doesNotContain("damaged");
  }

  @Test
  void aFileThatWasCutAtALineEndIsNamedWithItsLine() throws IOException {
    long lines = whole.lines().count();
    String half = whole.substring(0, whole.indexOf("environment_step,400,"));
    Files.writeString(run.metricsFile(), half);
    String line = "metrics.csv:" + (half.lines().count() + 1) + ": is missing, and all that follow";
    assertThat(ensayo("verify", run.path()).out())
        .contains(line + ": the run wrote " + lines + " lines")
        .contains("the rerun goes on further");
    assertThat(runs("--state", "damaged")).hasSize(1);
    assertThat(resume().exitCode()).isZero();
    assertThat(run.metricsFile()).hasContent(whole);
  }

  @Test
  void anotherConfigurationIsNotRunByVerifyAndMadeAgainByResume() throws IOException {
    String config = Files.readString(run.config());
    Files.writeString(run.config(), config.replace("learningRate: 0.1", "learningRate: 0.2"));
    CommandLineHarness.Outcome verified = ensayo("verify", run.path());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .startsWith("damaged: config.yaml was changed after the run had finished")
        .doesNotContain("identical");
    assertThat(resume().exitCode()).isZero();
    assertThat(run.config()).hasContent(config);
    assertThat(run.metricsFile()).hasContent(whole);
  }

  @Test
  void runsAreListedForPeople() throws IOException {
    Files.writeString(run.metricsFile(), "");
    CommandLineHarness.Outcome outcome = ensayo("runs", folder.resolve("runs"));
    assertThat(outcome.out().lines().toList()).hasSize(6);
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches("small, score: eval/return"))
        .anyMatch(line -> line.matches("baseline/seed-1 +complete +\\S+ +[0-9.]+ m?s +\\S+"))
        .anyMatch(line -> line.matches("baseline/seed-2 +damaged .* metrics.csv:1: is missing, .*"))
        .anyMatch(line -> line.matches("3 runs: 2 complete, 1 damaged"));
    assertThat(ensayo("runs", run.path()).out()).contains("1 run: 1 damaged");
    assertThat(ensayo("runs", folder.resolve("none")).exitCode()).isEqualTo(2);
    CommandLineHarness.Outcome odd = ensayo("runs", study.path(), "--state", "odd");
    assertThat(odd.exitCode()).isEqualTo(2);
    assertThat(odd.err()).contains("DAMAGED");
  }

  @Test
  void runsThatHaveNotBegunWaitAndFailedOnesSayWhy() throws IOException {
    Files.writeString(study.studyFile(), STUDY.replace("[1, 2, 3]", "[1, 2, 3, 4]"));
    assertThat(runs()).extracting(row -> row.get("state")).contains("waiting", "complete");
    assertThat(runs("--state", "waiting,failed"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("seed")).isEqualTo("4"));
  }
}
