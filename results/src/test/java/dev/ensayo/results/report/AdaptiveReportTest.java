package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.study.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdicts of a study whose seeds are given out until it is decided are those of its looks. */
class AdaptiveReportTest {
  private static final String STUDY =
      """
      study: looked
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: {adaptive: {groups: 2, of: 5}}
      variants: {baseline: {}, far: {agent.x: 1}, near: {agent.x: 2}, lost: {agent.x: 3}}
      report: {metric: eval/return}
      """;

  private static final String FIRST =
      """
      comparisons:
      - {variant: far, baseline: baseline}
      - {variant: near, baseline: baseline}
      - {variant: lost, baseline: baseline}
      looks:
      - scores:
          baseline: {1: 1.0, 2: 2.0, 3: 3.0, 4: 4.0, 5: 5.0}
          far: {1: 11.0, 2: 12.0, 3: 13.0, 4: 14.0, 5: 15.0}
          near: {1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5, 5: 5.5}
          lost: {1: 2.0, 2: 2.5, 3: 3.0, 4: 4.0, 5: 5.0}
        decided:
        - {variant: far, baseline: baseline, higher: true}
        lost: []
        next: [baseline, near, lost]
      """;

  private static final String SECOND =
      """
      - scores:
          baseline: {6: 1.0, 7: 2.0, 8: 3.0, 9: 4.0, 10: 5.0}
          near: {6: 1.5, 7: 2.5, 8: 3.5, 9: 4.5, 10: 5.5}
          lost: {}
        decided: []
        lost:
        - {variant: lost, baseline: baseline}
        next: []
      """;

  @TempDir Path folder;
  private Path study;
  private SyntheticStudy runs;

  @BeforeEach
  void write() throws IOException {
    study = folder.resolve("looked");
    runs = SyntheticStudy.write(study, STUDY);
    group(1);
    for (int seed = 1; seed <= 5; seed++) {
      runs.scripted("far", seed, 0, 10.0 + seed);
      runs.scripted("lost", seed, 0, 2.0 + 0.5 * seed);
    }
  }

  private void group(int first) throws IOException {
    for (int i = 0; i < 5; i++) {
      runs.scripted("baseline", first + i, 0, 1.0 + i);
      runs.scripted("near", first + i, 0, 1.5 + i);
      if (first > 1) {
        runs.scripted("lost", first + i, 0, Double.NaN);
      }
    }
  }

  @Test
  void theLooksDecideAndNoOtherTestStandsBesideThem() throws IOException {
    group(6);
    Files.writeString(study.resolve("looks.yaml"), FIRST + SECOND);
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .contains("the study ended after look 2 of 2, with 35 runs of at most 40")
        .contains("far is better than baseline", "decided at look 1 of 2, on 5 against 5 scores")
        .contains(
            "Undecided against baseline after all 2 looks, which does not mean the same: near")
        .contains("Cannot be decided against baseline, because a whole group of seeds has no score")
        .contains(
            "by AdaStop, a group-sequential permutation test (Mathieu et al., 2024), with a"
                + " family-wise level of 0.05 over 3 comparisons and 2 looks")
        .doesNotContain("interim", "Welch", "Holm", "Mann–Whitney", "p < ", "p = ");
    assertThat(report.row("far").get("verdict")).isEqualTo("better");
    assertThat(report.row("far").get("decided_at_look")).isEqualTo("1");
    assertThat(report.row("far").get("holm_p")).isEmpty();
    assertThat(report.row("near").get("verdict")).isEqualTo("undecided");
    assertThat(report.row("near").get("interim")).isEqualTo("false");
    ReportWriter.write(
        List.of(study),
        folder.resolve("es"),
        ReportLanguage.asked(Language.SPANISH),
        progress -> {});
    assertThat(Files.readString(folder.resolve("es").resolve(ReportWriter.MARKDOWN)))
        .contains("decidido en el análisis 1 de 2, con 5 frente a 5 puntuaciones")
        .contains("Sin decidir frente a baseline tras los 2 análisis");
  }

  @Test
  void betweenTwoLooksItIsInterim() throws IOException {
    Files.writeString(study.resolve("looks.yaml"), FIRST);
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .contains("This is an interim report")
        .contains("After look 1 of 2, 35 runs of at most 40 have been asked for.")
        .contains("Still being decided against baseline: near")
        .contains("far scored better than baseline");
    group(6);
    assertThat(WrittenReport.of(study).text())
        .contains("interim report: the last group of seeds has not been looked at");
  }

  @Test
  void beforeTheFirstLookNothingIsDecided() throws IOException {
    assertThat(WrittenReport.of(study).text())
        .contains("interim report", "Still being decided against baseline: far, near, lost")
        .doesNotContain("far is better", "far scored better", "Welch");
  }
}
