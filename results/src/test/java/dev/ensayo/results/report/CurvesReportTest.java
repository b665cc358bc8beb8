package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves over the clocks that runs recorded, and beside what they are compared with. */
class CurvesReportTest {
  private static final String TESTS = "figures/eval-return-over-";

  @TempDir private Path folder;

  private static final String YAML =
      """
      study: clocks
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: [1, 2]
      variants: {baseline: {}, quick: {agent.a: 1}}
      """;

  /** Tests at 0, 1,000 and 2,000 steps; {@code timing} is what the runs noted of other clocks. */
  private WrittenReport report(String settings, String... timing) throws IOException {
    Path study = folder.resolve("clocks");
    SyntheticStudy synthetic = SyntheticStudy.write(study, YAML + settings);
    for (String variant : List.of("baseline", "quick")) {
      for (long seed = 1; seed <= 2; seed++) {
        synthetic.scripted(variant, seed, 1, 4.0 + seed, 8.0 + seed);
        StringBuilder rows = new StringBuilder("clock,step,metric,value\n");
        for (String row : timing) {
          rows.append("environment_step,").append(row.replace("SEED", "" + seed)).append('\n');
        }
        Files.writeString(
            study.resolve(variant).resolve("seed-" + seed).resolve("timing.csv"), rows);
        synthetic.seal(variant, seed);
      }
    }
    return WrittenReport.of(study);
  }

  private static List<Double> numbers(List<CSVRecord> rows, String column) {
    return rows.stream()
        .filter(row -> row.get("variant").equals("baseline"))
        .map(row -> Double.parseDouble(row.get(column)))
        .toList();
  }

  /**
   * Seed 1 takes 10 s and 30 s, seed 2 20 s and 30 s: on average they were there at 15 and 45 s.
   */
  @Test
  void aMeanStandsWhereItsRunsStoodOnAverage() throws IOException {
    WrittenReport report =
        report(
            "",
            "1000,clock/seconds,SEED0",
            "1000,clock/updates,200",
            "2000,clock/seconds,30",
            "2000,clock/updates,700");
    List<CSVRecord> overTime = report.rows(TESTS + "wall-time.csv");
    assertThat(numbers(overTime, "wall_time_in_seconds")).containsExactly(0.0, 15.0, 45.0);
    assertThat(numbers(overTime, "mean")).containsExactly(1.0, 5.5, 9.5);
    assertThat(numbers(report.rows(TESTS + "updates.csv"), "updates"))
        .containsExactly(0.0, 200.0, 700.0);
    assertThat(report.text()).contains("Drawn over", "Updates", "Wall time of training, seconds");
  }

  /** 1,000 steps at 4 a second and 1,000 at 2 a second: 250 s and 750 s, 4.17 and 12.5 minutes. */
  @Test
  void whereNoSecondsWereNotedThroughputSaysThem() throws IOException {
    WrittenReport report =
        report("", "1000,throughput/steps_per_second,4", "2000,throughput/steps_per_second,2");
    List<Double> minutes = numbers(report.rows(TESTS + "wall-time.csv"), "wall_time_in_minutes");
    assertThat(minutes.get(1)).isCloseTo(250.0 / 60, within(1e-9));
    assertThat(minutes.get(2)).isCloseTo(750.0 / 60, within(1e-9));
    assertThat(report.folder().resolve(TESTS + "updates.csv")).doesNotExist();
  }

  @Test
  void theStudyNamesTheClocks() throws IOException {
    WrittenReport report =
        report("report: {x: [wall-time]}\n", "1000,clock/seconds,1", "2000,clock/seconds,1");
    assertThat(report.folder().resolve(TESTS + "wall-time.csv")).exists();
    assertThat(report.folder().resolve(TESTS + "environment-steps.csv")).doesNotExist();
    assertThat(report.html()).doesNotContain("class=\"tabs\"");
    assertThat(report.text()).doesNotContain("Drawn over");
  }

  @Test
  void clocksThatNobodyRecordedLeaveTheSteps() throws IOException {
    WrittenReport report = report("report: {x: [updates]}\n");
    assertThat(report.folder().resolve(TESTS + "environment-steps.csv")).exists();
    assertThat(report.text()).contains("Thin lines are single seeds.");
  }

  @Test
  void anAxisWithoutAPlaceForWhatWasMeasuredIsTold() throws IOException {
    assertThat(report("report: {xScale: log, yScale: log}\n").text())
        .contains("What was measured before the first step has no place on a logarithmic axis.")
        .contains("Environment steps, log scale", "eval/return, log scale");
  }

  @Test
  void manyVariantsStandBesideTheirBaselineEach() throws IOException {
    WrittenReport report = WrittenReport.of(SyntheticStudy.crowd(folder.resolve("tweaks")));
    assertThat(report.text())
        .contains("Each variant against baseline, all in the same axes")
        .contains("Sample efficiency: interquartile mean of eval/return");
    String name = TESTS + "environment-steps-tweak-3-against-baseline";
    assertThat(report.rows(name + ".csv"))
        .extracting(row -> row.get("variant"))
        .containsOnly("baseline", "tweak-3");
    assertThat(report.folder().resolve(name + ".svg")).content().contains("class=\"seeds");
  }

  /** At the last test the curve is what the results call the score, over the same runs. */
  @Test
  void sampleEfficiencyEndsAtTheInterquartileMean() throws IOException {
    Path study = folder.resolve("clocks");
    SyntheticStudy synthetic = SyntheticStudy.write(study, YAML.replace("[1, 2]", "{count: 8}"));
    double[] last = {3, 14, 15, 92, 65, 35, 89, 79};
    for (int seed = 1; seed <= 8; seed++) {
      synthetic.scripted("baseline", seed, 1, 2, last[seed - 1]);
      synthetic.scripted("quick", seed, 1, 2, 2);
    }
    WrittenReport report = WrittenReport.of(study);
    List<CSVRecord> rows =
        report.rows("figures/interquartile-mean-of-eval-return-over-environment-steps.csv");
    CSVRecord end = rows.get(2);
    // Of 3, 14, 15, 35, 65, 79, 89, 92 the middle four: (15 + 35 + 65 + 79) / 4.
    assertThat(Double.parseDouble(end.get("mean"))).isEqualTo(48.5);
    // Another number of resamples of the same bootstrap.
    CSVRecord summary = report.row("baseline");
    assertThat(Double.parseDouble(end.get("low")))
        .isCloseTo(Double.parseDouble(summary.get("score_low")), within(4.0));
    assertThat(Double.parseDouble(end.get("high")))
        .isCloseTo(Double.parseDouble(summary.get("score_high")), within(4.0));
    assertThat(Double.parseDouble(rows.get(1).get("low"))).isEqualTo(2);
  }

  @Test
  void whatIsLearnedFromAndWhatIsHeldOutShareAChart() throws IOException {
    WrittenReport report = WrittenReport.of(SyntheticStudy.dqnAblation(folder.resolve("dqn")));
    assertThat(report.text())
        .contains("Dashed: episode/return, on what is learned from; whole line: eval/return");
    assertThat(report.rows("figures/episode-return-and-eval-return-of-double.csv"))
        .extracting(row -> row.get("metric"))
        .containsOnly("episode/return", "eval/return");
  }
}
