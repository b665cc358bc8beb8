package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods are compared where they have the same value of a setting, and never across. */
class WithinReportTest {
  private static final String HEAD =
      """
      study: labels
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: {count: 4}
      """;

  @TempDir Path folder;
  private Path study;

  @BeforeEach
  void place() {
    study = folder.resolve("labels");
  }

  private static void runs(SyntheticStudy runs, String variant, int labels, double level)
      throws IOException {
    for (int seed = 1; seed <= 4; seed++) {
      runs.scripted(variant, seed, 0, level + 0.1 * seed);
      runs.config(
          variant,
          seed,
          "environment: {type: none, labels: " + labels + "}\nagent: {name: " + variant + "}\n");
    }
  }

  private SyntheticStudy written() throws IOException {
    SyntheticStudy runs =
        SyntheticStudy.write(
            study,
            HEAD
                + """
                variants:
                  scratch-5: {environment.labels: 5}
                  tuned-5: {environment.labels: 5, agent.method: tuned}
                  scratch-20: {environment.labels: 20}
                  tuned-20: {environment.labels: 20, agent.method: tuned}
                  frozen-20: {environment.labels: 20, agent.method: frozen}
                report: {within: environment.labels}
                """);
    runs(runs, "scratch-5", 5, 10);
    runs(runs, "tuned-5", 5, 20);
    runs(runs, "scratch-20", 20, 40);
    runs(runs, "tuned-20", 20, 30);
    runs(runs, "frozen-20", 20, 40);
    return runs;
  }

  @Test
  void eachValueHasASentenceOfItsOwn() throws IOException {
    written();
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .contains(
            "At labels 5, against scratch-5 with 10.25 [10.10, 10.40]: tuned-5 is"
                + " better, +10.00 [+9.80, +10.20], p < 0.001.")
        .contains(
            "At labels 20, against scratch-20 with 40.25 [40.10, 40.40]: tuned-20 is"
                + " worse, −10.00 [−10.20, −9.80], p < 0.001; no clear difference: frozen-20.")
        .contains("Variants are compared only where they have the same environment.labels")
        .doesNotContain(
            "than scratch-5", "The dashed line is", "the task differs", "No variant is");
    assertThat(report.row("tuned-20").get("compared_with")).isEqualTo("scratch-20");
    assertThat(report.row("tuned-20").get("verdict")).isEqualTo("worse");
    assertThat(report.row("scratch-20").get("is_baseline")).isEqualTo("true");
    assertThat(report.row("scratch-20").get("verdict")).isEmpty();
    assertThat(report.markdown())
        .contains("| tuned-20 | scratch-20 | worse |")
        .contains("| scratch-20 | – | reference |")
        .contains("| frozen-20 | agent.method | – | frozen |");
  }

  /** Three tests, so that the smallest p is multiplied by three: Holm over all values. */
  @Test
  void thePValuesOfAllValuesAreOneFamily() throws IOException {
    written();
    WrittenReport report = WrittenReport.of(study);
    double p = Double.parseDouble(report.row("tuned-20").get("welch_p"));
    double other = Double.parseDouble(report.row("tuned-5").get("welch_p"));
    assertThat(Double.parseDouble(report.row("tuned-20").get("holm_p")))
        .isEqualTo(Math.max(3 * Math.min(p, other), p <= other ? 0 : 2 * p));
  }

  @Test
  void whereNothingIsElseAsTheBaselineNothingIsCompared() throws IOException {
    SyntheticStudy runs =
        SyntheticStudy.write(
            study,
            HEAD
                + """
                variants:
                  scratch-5: {environment.labels: 5}
                  tuned-5: {environment.labels: 5, agent.method: tuned}
                  tuned-20: {environment.labels: 20, agent.method: tuned}
                report: {within: environment.labels}
                """);
    runs(runs, "scratch-5", 5, 10);
    runs(runs, "tuned-5", 5, 20);
    runs(runs, "tuned-20", 20, 30);
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .contains(
            "At labels 20 nothing is compared: no variant there is else as scratch-5"
                + " is (tuned-20).");
    assertThat(report.row("tuned-20").get("difference")).isEmpty();
    assertThat(report.row("tuned-20").get("compared_with")).isEmpty();
  }

  @Test
  void variantsCrossedWithAGridAreComparedAtEachOfItsValues() throws IOException {
    SyntheticStudy runs =
        SyntheticStudy.write(
            study,
            HEAD
                + """
                variants: {tuned: {agent.method: tuned}, scratch: {}}
                grid: {environment.labels: [5, 20]}
                report: {within: environment.labels, baseline: scratch}
                """);
    runs(runs, "scratch+labels=5", 5, 10);
    runs(runs, "tuned+labels=5", 5, 20);
    runs(runs, "scratch+labels=20", 20, 40);
    runs(runs, "tuned+labels=20", 20, 30);
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .contains("At labels 5, against scratch+labels=5 with 10.25")
        .contains("tuned+labels=5 is better, +10.00")
        .contains("tuned+labels=20 is worse, −10.00")
        .doesNotContain("best partly by luck");
  }

  @Test
  void aBaselineMakesAComparisonOfAGrid() throws IOException {
    SyntheticStudy runs =
        SyntheticStudy.write(
            study, HEAD + "grid: {agent.x: [1, 2]}\nreport: {baseline: baseline+x=2}\n");
    runs(runs, "baseline+x=1", 1, 10);
    runs(runs, "baseline+x=2", 1, 20);
    assertThat(WrittenReport.of(study).text())
        .contains("baseline+x=1 is worse than baseline+x=2: −10.00");
  }
}
