package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that failed are counted as the study declares it, and never without saying so. */
final class FailedRunsTest {
  private static final String STUDY =
      """
      study: fails
      environment: {type: cartpole-v1}
      agent: {type: dqn}
      budget: {environmentSteps: 30000}
      seeds: {count: 4}
      variants:
        baseline: {}
        hot: {agent.learningRate: 100}
      """;

  @TempDir private Path folder;

  private WrittenReport report(String name, String more) throws IOException {
    Path place = folder.resolve(name);
    SyntheticStudy study = SyntheticStudy.write(place, STUDY + more);
    for (long seed = 1; seed <= 4; seed++) {
      study.scripted("baseline", seed, 1, 100.0 + seed);
    }
    study.scripted("hot", 1, 1, 150);
    study.scripted("hot", 2, 1, 152);
    study.scripted("hot", 3, 1, Double.NaN);
    study.failed("hot", 4, 9_000, "loss is NaN");
    return WrittenReport.of(place);
  }

  private static CSVRecord run(WrittenReport report, int row) throws IOException {
    return report.rows(ReportWriter.SCORES).get(row);
  }

  @Test
  void leftOutTheyAreNamedInEveryFormAndMakeAReservation() throws IOException {
    WrittenReport report = report("excluded", "");

    for (String text : new String[] {report.text(), report.markdown()}) {
      assertThat(text)
          .contains("hot scored better than baseline")
          .contains("2 of 4 seeds of hot have no score and are not counted")
          .contains("hot, seed 4 failed: loss is NaN")
          .contains("hot, seed 3 finished without a usable score")
          .contains("3 of 4")
          .contains("and 1 failed, which have no score and are left out.");
    }
    assertThat(report.row("hot").get("scores")).isEqualTo("2");
    assertThat(report.row("hot").get("counted_as_worst")).isEqualTo("0");
    assertThat(report.row("hot").get("worst")).isEmpty();
    assertThat(report.row("hot").get("reservations")).isEqualTo("lost-seeds");
    assertThat(run(report, 7).get("counted")).isEmpty();
    assertThat(run(report, 7).get("reason")).isEqualTo("loss is NaN");
  }

  @Test
  void countedAsTheWorstTheySayAsWhatInEveryForm() throws IOException {
    WrittenReport report = report("worst", "report: {failed: worst}\n");

    for (String text : new String[] {report.text(), report.markdown()}) {
      assertThat(text)
          .contains(
              "Runs without a score count with the worst (report.failed: worst): hot (2 of 4, as"
                  + " 101.0).")
          .contains("2 runs that failed or diverged count with the score 101.0, the worst of all")
          .contains("which count with the worst score.");
    }
    assertThat(report.markdown()).contains("3 of 4, 1 failed, 2 count as 101.0 |");
    assertThat(
            Files.readString(
                report.folder().resolve("tables/final-scores-and-comparison-with-baseline.tex")))
        .contains("3 of 4, 1 failed, 2 count as 101.0 ");
    assertThat(report.row("hot").get("scores")).isEqualTo("4");
    assertThat(report.row("hot").get("counted_as_worst")).isEqualTo("2");
    assertThat(report.row("hot").get("worst")).isEqualTo("101.0");
    assertThat(report.row("baseline").get("worst")).isEmpty();
    // Interquartile mean of 101, 101, 150, 152: of the middle two.
    assertThat(report.row("hot").get("score_iqm")).isEqualTo("125.5");
    assertThat(run(report, 7).get("counted")).isEqualTo("101.0");
    assertThat(run(report, 7).get("score")).isEmpty();
    assertThat(run(report, 4).get("counted")).isEqualTo("150.0");
  }

  @Test
  void aVariantOfWhichAllRunsFailedIsNoQuietDraw() throws IOException {
    Path place = folder.resolve("all");
    SyntheticStudy study = SyntheticStudy.write(place, STUDY + "report: {failed: worst}\n");
    for (long seed = 1; seed <= 4; seed++) {
      study.scripted("baseline", seed, 1, 100);
      study.failed("hot", seed, 9_000, "loss is NaN");
    }

    assertThat(WrittenReport.of(place).text()).contains("hot (4 of 4, as 100");
  }

  @Test
  void pairsEffectsAndHypothesesCountThemToo() throws IOException {
    WrittenReport report =
        report(
            "paired",
            """
            report: {failed: worst, worst: 0}
            hypotheses: [{variant: hot, expect: worse}]
            """);

    assertThat(report.text())
        .containsPattern("with the score 0(\\.0)?, which the study states")
        // Means: 0, 0, 150, 152 against 101 to 104.
        .contains("difference of the means −2");
  }
}
