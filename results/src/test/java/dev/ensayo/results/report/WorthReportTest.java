package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a setting the baseline's method needs to score what another scores. */
class WorthReportTest {
  private static final String STUDY =
      """
      study: labels
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: {count: 4}
      variants:
        scratch-1: {environment.labels: 1}
        scratch-4: {environment.labels: 4}
        scratch-16: {environment.labels: 16}
        tuned-1: {environment.labels: 1, agent.method: tuned}
        tuned-4: {environment.labels: 4, agent.method: tuned}
      report: {across: environment.labels, within: environment.labels}
      """;

  @TempDir Path folder;

  private WrittenReport report(double... levels) throws IOException {
    Path study = folder.resolve("labels");
    SyntheticStudy runs = SyntheticStudy.write(study, STUDY);
    String[] names = {"scratch-1", "scratch-4", "scratch-16", "tuned-1", "tuned-4"};
    int[] labels = {1, 4, 16, 1, 4};
    for (int i = 0; i < names.length; i++) {
      for (int seed = 1; seed <= 4; seed++) {
        runs.scripted(names[i], seed, 0, levels[i] + 0.2 * seed);
        runs.config(names[i], seed, "environment: {type: none, labels: " + labels[i] + "}\n");
      }
    }
    return WrittenReport.of(study);
  }

  @Test
  void eachMethodHasASentenceAndItsNumbersATable() throws IOException {
    // Half way from 4 to 16 on a logarithmic axis is 8; 60 lies beyond what scratch reaches.
    WrittenReport report = report(10, 20, 40, 30, 60);
    assertThat(report.text())
        .containsPattern(
            "tuned does with labels 1 what scratch needs 8 \\[7\\.., 8\\..\\] for, with"
                + " 4 what it needs more than 16 for\\.");
    assertThat(report.markdown())
        .contains("How much environment.labels scratch needs to score what the other methods score")
        .containsPattern("\\| tuned \\| 1 \\| 30\\.5 [^|]+\\| 8 [^|]+\\| 8 ")
        .containsPattern("\\| tuned \\| 4 \\| 60\\.5 [^|]+\\| more than 16 \\| – \\|");
  }

  @Test
  void aCurveThatDoesNotRiseSaysNothing() throws IOException {
    assertThat(report(20, 20, 10, 30, 60).text())
        .contains("scratch does not score better with more environment.labels, so it is not said")
        .doesNotContain("tuned does with");
  }

  @Test
  void anEndOfTheIntervalMayLieBeyondWhatWasMeasured() throws IOException {
    assertThat(report(10, 20, 40, 40, 9.9).text())
        .containsPattern("what scratch needs 16 \\[1[0-9](\\.\\d)?, more than 16\\] for")
        .containsPattern("with 4 what it needs less than 1 \\[less than 1, 1(\\.\\d)?\\] for");
  }
}
