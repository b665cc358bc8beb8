package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study expected, and what its report says became of it. */
class HypothesesReportTest {
  private static final String HEAD =
      """
      study: expected
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: {count: 5}
      variants: {baseline: {}, much: {agent.x: 1}, alike: {agent.x: 2}, noisy: {agent.x: 3}}
      """;

  private static final double[] SPREAD = {-0.4, 0.3, 0.1, -0.2, 0.2};

  @TempDir Path folder;
  private Path study;

  @BeforeEach
  void place() {
    study = folder.resolve("expected");
  }

  private WrittenReport report(String hypotheses, String log) throws IOException {
    SyntheticStudy runs = SyntheticStudy.write(study, HEAD + hypotheses);
    runs(runs, "baseline", 100, 1, 0);
    runs(runs, "much", 110, 1, 1);
    runs(runs, "alike", 100, 1, 2);
    runs(runs, "noisy", 102, 40, 3);
    if (!log.isEmpty()) {
      Files.writeString(study.resolve("hypotheses.yaml"), log);
    }
    return WrittenReport.of(study);
  }

  private static void runs(
      SyntheticStudy runs, String variant, double level, double spread, int shift)
      throws IOException {
    for (int seed = 1; seed <= 5; seed++) {
      double noise = spread * SPREAD[(seed + shift) % SPREAD.length];
      runs.scripted(variant, seed, 0, level + noise);
      runs.config(variant, seed, "environment: {type: none}\nagent: {name: " + variant + "}\n");
    }
  }

  private static String entry(int runs, String hypotheses) {
    return "- {runs: "
        + runs
        + ", metric: eval/return, better: higher, score: final, window: 1, hypotheses: ["
        + hypotheses
        + "]}\n";
  }

  private static String listed(String... hypotheses) {
    return "hypotheses: [" + String.join(", ", hypotheses) + "]\n";
  }

  @Test
  void isAnsweredInWordsThatTheTestSupports() throws IOException {
    String all =
        "{variant: much, expect: better}, {variant: much, expect: better, by: 20}, {variant: alike,"
            + " expect: same, by: 2}, {variant: noisy, expect: worse}, {variant: much, expect: same,"
            + " than: alike, by: 5}, {variant: baseline, expect: worse, than: much, by: 9}";
    WrittenReport report = report(listed(all), "entries:\n" + entry(0, all));
    assertThat(report.text())
        .contains("What was expected")
        .containsPattern(
            "much is better than baseline: supported \\(difference of the means \\+10\\.0\\d*"
                + " \\[\\+9\\.[^]]+\\], p < 0\\.001\\)\\.")
        .containsPattern(
            "much is better than baseline by more than 20: contradicted \\(difference of the means"
                + " \\+10[^)]+ for the opposite\\)\\.")
        .containsPattern("alike is the same as baseline within ±2: supported \\(")
        .containsPattern("noisy is worse than baseline: not decided \\(")
        .containsPattern("much is the same as alike within ±5: contradicted \\(")
        .containsPattern("baseline is worse than much by more than 9: supported \\(")
        .contains("a hypothesis is supported if its test rejects")
        .doesNotContain("no prediction", "Exploratory", "does not say that it was there");
    assertThat(report.markdown().indexOf("## What was expected"))
        .isBetween(0, report.markdown().indexOf("## In short"));
  }

  @Test
  void whatElseWasComparedIsExploratory() throws IOException {
    String one = "{variant: much, expect: better}";
    assertThat(report(listed(one), "entries:\n" + entry(0, one)).text())
        .contains(
            "Exploratory, because no hypothesis names it: what is said below of alike, noisy.");
  }

  @Test
  void whatWasAddedOrChangedAfterRunsIsNoPrediction() throws IOException {
    String before = "{variant: much, expect: worse}";
    String after = "{variant: much, expect: better}";
    assertThat(
            report(
                    listed(after, "{variant: alike, expect: better}"),
                    "entries:\n" + entry(0, before) + entry(12, after))
                .text())
        .containsPattern(
            "much is better than baseline: supported \\([^)]+\\)\\. Added or changed after 12 runs had"
                + " begun, so it is no prediction\\.")
        .containsPattern(
            "alike is better than baseline: not decided \\([^)]+\\)\\. Added or changed after the last"
                + " session began, so it is no prediction\\.")
        .contains(
            "Expected before, and changed or taken back since: much is worse than what it is"
                + " compared with.")
        .contains("what is said below of much, alike, noisy.");
  }

  @Test
  void withoutALogItIsNotKnownWhenTheyWereWritten() throws IOException {
    assertThat(report(listed("{variant: much, expect: better}"), "").text())
        .contains("The study's folder does not say that it was there before the runs.");
  }

  @Test
  void anotherScoreThanBeforeTheRunsIsSaid() throws IOException {
    String one = "{variant: much, expect: better}";
    assertThat(report("report: {score: mean}\n" + listed(one), "entries:\n" + entry(0, one)).text())
        .contains(
            "The score was changed after the last session had begun: it was the last of"
                + " eval/return (higher is better) when the study first named hypotheses and is the"
                + " mean of eval/return (higher is better).");
  }

  @Test
  void whereLowerIsBetterBetterIsLower() throws IOException {
    String one = "{variant: much, expect: worse, by: 5}";
    assertThat(
            report(
                    "report: {better: lower}\n" + listed(one),
                    "entries:\n" + entry(0, one).replace("higher", "lower"))
                .text())
        .containsPattern("much is worse than baseline by more than 5: supported \\(");
  }

  @Test
  void withoutTwoScoresNothingIsTested() throws IOException {
    SyntheticStudy runs =
        SyntheticStudy.write(study, HEAD + listed("{variant: much, expect: better}"));
    runs(runs, "baseline", 100, 1, 0);
    runs.scripted("much", 1, 0, 110);
    runs.config("much", 1, "environment: {type: none}\n");
    assertThat(WrittenReport.of(study).text())
        .contains(
            "much is better than baseline: not tested, because two scores on either side are"
                + " needed.");
  }

  @Test
  void whatIsConstantIsTestedExactly() throws IOException {
    String one = "{variant: much, expect: better, by: 2}";
    SyntheticStudy runs = SyntheticStudy.write(study, HEAD + listed(one));
    for (int seed = 1; seed <= 5; seed++) {
      runs.scripted("baseline", seed, 0, 5);
      runs.scripted("much", seed, 0, 10);
    }
    // One of C(10, 5) = 252 ways.
    assertThat(WrittenReport.of(study).text())
        .contains("supported (difference of the means +5 [+5, +5], p = 0.004)");
  }
}
