package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No sentence claims more than the runs allow. */
class ClaimsTest {
  private static final String TWO =
      """
      study: claims
      environment: {type: cliffwalking-v1}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: {count: 4}
      variants: {baseline: {}, table: {agent.x: 1}}
      """;

  private static final String CONFIG =
      """
      environment: {type: cliffwalking-v1}
      budget: {environmentSteps: 2000}
      evaluation: {every: 1000}
      """;

  @TempDir Path folder;
  private Path study;

  @BeforeEach
  void place() {
    study = folder.resolve("claims");
  }

  private WrittenReport report() throws IOException {
    return WrittenReport.of(study);
  }

  /** Four seeds each, of which the baseline's score around 10 and the other's around 20. */
  private SyntheticStudy clear(String yaml, String other) throws IOException {
    SyntheticStudy runs = SyntheticStudy.write(study, yaml);
    for (int seed = 1; seed <= 4; seed++) {
      runs.scripted("baseline", seed, 0, 10 + 0.1 * seed);
      runs.scripted(other, seed, 0, 20 + 0.1 * seed);
      runs.config("baseline", seed, CONFIG);
      runs.config(other, seed, CONFIG);
    }
    return runs;
  }

  @Test
  void whereEveryConditionHoldsTheClaimIsMadeWithoutReservation() throws IOException {
    clear(TWO, "table");
    WrittenReport report = report();
    assertThat(report.text())
        .contains("table is better than baseline: +10")
        .doesNotContain("reservation", "interim", "scored better");
    assertThat(report.row("table").get("verdict")).isEqualTo("better");
    assertThat(report.row("table").get("reservations")).isEmpty();
    assertThat(report.row("table").get("interim")).isEqualTo("false");
  }

  @Test
  void lostSeedsAreSaidInTheSentenceThatLeavesThemOut() throws IOException {
    SyntheticStudy runs = clear(TWO, "table");
    for (int seed = 3; seed <= 4; seed++) {
      delete(study.resolve("table/seed-" + seed));
      runs.failed("table", seed, 1000, "loss is NaN at step " + seed);
      runs.config("table", seed, CONFIG);
    }
    WrittenReport report = report();
    String sentence =
        ", with a reservation: 2 of 4 seeds of table have no score and are not counted.";
    assertThat(report.text())
        .contains("table scored better than baseline")
        .contains(sentence)
        .doesNotContain("table is better");
    assertThat(report.markdown()).contains(sentence);
    assertThat(report.markdown()).contains("| scored better, 2 of 4 seeds lost |");
    assertThat(report.row("table").get("reservations")).isEqualTo("lost-seeds");
  }

  @Test
  void scoresInDifferentEnvironmentsAreNotCompared() throws IOException {
    SyntheticStudy runs =
        clear(
            TWO.replace("table: {agent.x: 1}", "table: {environment.type: cartpole-v1}"), "table");
    for (int seed = 1; seed <= 4; seed++) {
      runs.config("table", seed, CONFIG.replace("cliffwalking-v1", "cartpole-v1"));
    }
    WrittenReport report = report();
    assertThat(report.text())
        .contains(
            "Not compared with baseline, because they learn something else: table (the task"
                + " differs: environment.type is cartpole-v1, in baseline cliffwalking-v1).")
        .doesNotContain("better than baseline");
    assertThat(report.markdown()).contains("| table | not compared, another task |");
    assertThat(report.row("table").get("verdict")).isEqualTo("not-comparable");
    assertThat(report.row("table").get("holm_p")).isEmpty();
    assertThat(report.row("table").get("difference")).isEmpty();
    assertThat(report.row("table").get("score_iqm")).isNotEmpty();
    // The synthetic manifests say 475; what one environment asks for is nothing to the other.
    assertThat(report.row("table").get("threshold")).isEmpty();
    assertThat(report.text()).contains("There is no threshold to count steps to");
  }

  @Test
  void otherSettingsOfTheTaskAreSaid() throws IOException {
    SyntheticStudy runs = clear(TWO, "table");
    for (int seed = 1; seed <= 4; seed++) {
      runs.config("table", seed, CONFIG.replace("{type: c", "{slippery: true, type: c"));
    }
    assertThat(report().text())
        .contains("table scored better than baseline")
        .contains(
            "with a reservation: the task differs: environment.slippery is true, in baseline not"
                + " set.");
    assertThat(report().row("table").get("reservations")).isEqualTo("other-task");
  }

  @Test
  void theSettingThatTheStudyAsksAboutIsNoReservation() throws IOException {
    SyntheticStudy runs = clear(TWO + "report: {across: environment.labels}\n", "table");
    for (int seed = 1; seed <= 4; seed++) {
      runs.config("baseline", seed, CONFIG.replace("{type: c", "{labels: 5, type: c"));
      runs.config("table", seed, CONFIG.replace("{type: c", "{labels: 20, type: c"));
    }
    assertThat(report().text()).contains("table is better than baseline");
  }

  @Test
  void anotherBudgetIsSaidAndTheLengthsAreNamed() throws IOException {
    SyntheticStudy runs =
        clear(
            TWO.replace("table: {agent.x: 1}", "table: {budget.environmentSteps: 8000}"), "table");
    for (int seed = 1; seed <= 4; seed++) {
      runs.config("table", seed, CONFIG.replace("2000", "8000"));
    }
    assertThat(report().text())
        .contains("2,000 environment steps (baseline), 8,000 environment steps (table)")
        .contains(
            "with a reservation: the budget differs: budget.environmentSteps is 8000, in baseline"
                + " 2000.");
  }

  @Test
  void otherCodeAndOtherDataAreSaid() throws IOException {
    SyntheticStudy runs = clear(TWO, "table");
    for (int seed = 1; seed <= 4; seed++) {
      runs.manifest("table", seed, "3f2a1c9", "ffffff1");
      runs.manifest("table", seed, "\"dataSha256\" : { }", "\"dataSha256\" : {\"a.txt\":\"1\"}");
      runs.manifest("baseline", seed, "\"dataSha256\" : { }", "\"dataSha256\" : {\"a.txt\":\"2\"}");
    }
    assertThat(report().text())
        .contains(
            ", with reservations: not all runs read the same data: a.txt; the code differs: 0.1.0"
                + " (ffffff1), for baseline 0.1.0 (3f2a1c9).");
    assertThat(report().row("table").get("reservations")).isEqualTo("other-data other-code");
  }

  @Test
  void anotherJavaOfOneVariantAndAnotherProcessorWithinOneAreSaidAtTheTop() throws IOException {
    SyntheticStudy runs = clear(TWO, "table");
    assertThat(report().text()).doesNotContain("Not all runs were made with the same");
    for (int seed = 1; seed <= 4; seed++) {
      runs.manifest("table", seed, "\"java\" : \"", "\"java\" : \"99 as ");
    }
    runs.manifest("baseline", 2, "\"cpu\" : \"", "\"cpu\" : \"another ");
    assertThat(report().text())
        .contains("Not all runs were made with the same Java: ")
        .containsPattern("99 as [^;]* \\(table\\)\\. Where variants differ in it")
        .containsPattern("same processor: .*another .* \\(baseline\\)");
  }

  @Test
  void aReportMadeDuringTheStudySaysSo() throws IOException {
    SyntheticStudy runs = clear(TWO, "table");
    delete(study.resolve("table/seed-4"));
    runs.killed("table", 4, 1000);
    runs.config("table", 4, CONFIG);
    WrittenReport report = report();
    assertThat(report.text())
        .contains("Ensayo report, interim")
        .contains("interim: 1 of 8 runs has not ended")
        .contains("This is an interim report: 1 of 8 runs has not ended")
        .contains("with a reservation: 1 of 4 runs of table has not ended.")
        .doesNotContain("table is better");
    assertThat(report.markdown()).contains("- State: interim");
    assertThat(report.row("baseline").get("interim")).isEqualTo("true");
  }

  @Test
  void completeSeparationWithoutSpreadIsDecidedByTheExactTest() throws IOException {
    SyntheticStudy runs = SyntheticStudy.write(study, TWO.replace("count: 4", "count: 5"));
    for (int seed = 1; seed <= 5; seed++) {
      runs.scripted("baseline", seed, -200, -200);
      runs.scripted("table", seed, -200, -13);
      runs.config("baseline", seed, CONFIG);
      runs.config("table", seed, CONFIG);
    }
    WrittenReport report = report();
    // 2 of the C(10, 5) = 252 ways to deal the scores out are as far apart: p = 0.0079.
    assertThat(report.text())
        .contains("table is better than baseline: +187 [+187, +187], p = 0.008.")
        .contains("the exact permutation test decides: table.");
    assertThat(Double.parseDouble(report.row("table").get("exact_p"))).isEqualTo(2.0 / 252);
    assertThat(report.row("table").get("welch_p")).isEmpty();
    assertThat(report.row("table").get("verdict")).isEqualTo("better");
  }

  @Test
  void withSoFewSeedsThatNoTestCanDecideThatIsSaid() throws IOException {
    SyntheticStudy runs = SyntheticStudy.write(study, TWO.replace("count: 4", "count: 3"));
    for (int seed = 1; seed <= 3; seed++) {
      runs.scripted("baseline", seed, -200, -200);
      runs.scripted("table", seed, -200, -13);
      runs.config("baseline", seed, CONFIG);
      runs.config("table", seed, CONFIG);
    }
    // 2 of the C(6, 3) = 20.
    assertThat(report().text())
        .contains(
            "Too few seeds to decide against baseline: table (3 against 3: no exact test can be"
                + " below p = 0.100).");
    assertThat(report().row("table").get("verdict")).isEqualTo("too-few-seeds");
  }

  @Test
  void aTestOfFewSeedsSaysWhatItAssumes() throws IOException {
    SyntheticStudy runs = SyntheticStudy.write(study, TWO.replace("count: 4", "count: 3"));
    for (int seed = 1; seed <= 3; seed++) {
      runs.scripted("baseline", seed, 0, 10 + 0.1 * seed);
      runs.scripted("table", seed, 0, 20 + 0.1 * seed);
      runs.config("baseline", seed, CONFIG);
      runs.config("table", seed, CONFIG);
    }
    assertThat(report().text())
        .contains("table is better than baseline")
        .contains("p rests on scores being normally distributed");
  }

  @Test
  void aWindowWiderThanTheRunLeavesTheUntrainedTestOut() throws IOException {
    SyntheticStudy runs = SyntheticStudy.write(study, TWO + "report: {window: 50}\n");
    for (int seed = 1; seed <= 4; seed++) {
      runs.scripted("baseline", seed, -1000, 1, 2, 3, 4);
      runs.scripted("table", seed, -1000, 1, 2, 3, 4);
    }
    WrittenReport report = report();
    assertThat(Double.parseDouble(report.row("baseline").get("score_iqm"))).isEqualTo(2.5);
    assertThat(report.text())
        .contains(
            "The score of a run is the mean of its last 4 values of eval/return, as many as there"
                + " are after the first step; the study asked for 50.");
  }

  private static void delete(Path run) throws IOException {
    MoreFiles.deleteRecursively(run, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
