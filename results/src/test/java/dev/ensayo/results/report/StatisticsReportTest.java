package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of the statistics do to a report, and what there is to take away from it. */
class StatisticsReportTest {
  @TempDir Path folder;

  /** Eight seeds; on each the variant is a little better, and one of its runs failed. */
  private WrittenReport report(String settings) throws IOException {
    Path place = Files.createTempDirectory(folder, "study").resolve("pairs");
    SyntheticStudy study =
        SyntheticStudy.write(
            place,
            """
            study: pairs
            question: Is it?
            environment: {type: cartpole-v1}
            agent: {type: dqn}
            budget: {environmentSteps: 2000}
            evaluation: {every: 1000, episodes: 7}
            seeds: {count: 8}
            variants: {baseline: {}, other: {agent.x: 2}}
            report: {metric: eval/return, better: higher, threshold: 300%s}
            """
                .formatted(settings));
    for (int seed = 1; seed <= 8; seed++) {
      study.scripted("baseline", seed, 0, 50 * seed, seed == 8 ? 1600 : 100 * seed);
      if (seed < 8) {
        study.scripted("other", seed, 0, 60 * seed, 100 * seed + 10 + 0.25 * seed);
      }
    }
    study.failed("other", 8, 1000, "loss is NaN");
    return WrittenReport.of(place);
  }

  @Test
  void failedRunsAreLeftOutUnlessTheStudyCountsThem() throws IOException {
    WrittenReport excluded = report("");
    assertThat(excluded.row("other").get("scores")).isEqualTo("7");
    assertThat(excluded.row("other").get("reservations")).contains("lost-seeds");
    assertThat(excluded.text()).contains("They are left out of every mean");
    WrittenReport counted = report(", failed: worst");
    // The worst score of all runs is the baseline's of seed 1.
    assertThat(counted.row("other").get("scores")).isEqualTo("8");
    assertThat(counted.row("other").get("failed")).isEqualTo("1");
    assertThat(counted.row("other").get("reservations")).isEmpty();
    // Sorted 100, 110.25, 210.5, 310.75, 411, 511.25, 611.5, 711.75; the middle half.
    assertThat(Double.parseDouble(counted.row("other").get("score_iqm")))
        .isCloseTo((210.5 + 310.75 + 411 + 511.25) / 4, within(1e-9));
    assertThat(counted.text())
        .contains(
            "1 run that failed or diverged counts with the score 100.0, the worst of all runs")
        .contains("1 of them failed")
        .contains("which count with the worst score");
    WrittenReport stated = report(", failed: worst, worst: -5");
    assertThat(stated.text()).contains("with the score −5.0, which the study states");
    assertThat(Double.parseDouble(stated.row("other").get("score_iqm")))
        .isCloseTo((210.5 + 310.75 + 411 + 511.25) / 4, within(1e-9));
  }

  @Test
  void testsOfPairsAreMadeWherePairingIsDeclared() throws IOException {
    assertThat(report("").text()).doesNotContain("p, Wilcoxon");
    WrittenReport paired = report(", paired: true, target: 400");
    // All seven pairs favour it: 2 / 2^7.
    assertThat(paired.text()).contains("p, Wilcoxon", "0.016 7 pairs", "Optimality gap to 400");
    assertThat(paired.markdown()).contains("p, paired t");
  }

  @Test
  void theMethodOfIntervalsAndBandsIsTheStudys() throws IOException {
    WrittenReport plain = report("");
    WrittenReport chosen = report(", interval: bca, bands: simultaneous");
    assertThat(chosen.row("other").get("difference_low"))
        .isNotEqualTo(plain.row("other").get("difference_low"));
    assertThat(chosen.row("other").get("score_iqm")).isEqualTo(plain.row("other").get("score_iqm"));
    assertThat(plain.text()).contains("with the pointwise 95\u00a0% t-interval");
    assertThat(chosen.text())
        .contains("with the simultaneous 95\u00a0% t-interval")
        .contains("bias-corrected and accelerated (BCa; Efron, 1987)");
    String curve = "figures/eval-return-over-environment-steps.csv";
    assertThat(width(chosen, curve)).isGreaterThan(1.05 * width(plain, curve));
  }

  /** Of the band at the baseline's last step. */
  private static double width(WrittenReport report, String file) throws IOException {
    return report.rows(file).stream()
        .filter(row -> row.get("variant").equals("baseline") && row.get(1).equals("2000.0"))
        .mapToDouble(
            row -> Double.parseDouble(row.get("high")) - Double.parseDouble(row.get("low")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stepsToTheThresholdHaveTheMedianOfKaplanAndMeier() throws IOException {
    // The baseline's seeds 1 and 2 stop at 2000 without; 3, 4, 5 arrive then, the others at 1000.
    assertThat(report("").text())
        .contains("Kaplan–Meier median [95\u00a0%\u00a0interval]")
        .contains("2,000 [1,000, open]");
  }

  @Test
  void figuresAndTablesLieBesideThePage() throws IOException {
    WrittenReport report = report("");
    List<String> figures = names(report.folder().resolve(ReportWriter.FIGURES));
    assertThat(figures)
        .contains(
            "eval-return-over-environment-steps.csv",
            "eval-return-over-environment-steps.svg",
            "final-scores.csv",
            "final-scores.svg",
            "performance-profile.csv",
            "performance-profile.svg");
    for (String figure : figures) {
      Path file = report.folder().resolve(ReportWriter.FIGURES).resolve(figure);
      if (figure.endsWith(".svg")) {
        String svg = Files.readString(file);
        assertThat(Xml.parse(svg).getTagName()).isEqualTo("svg");
        assertThat(svg).doesNotContain("var(").contains("currentColor", ".s1{color:#0072b2}");
      }
    }
    assertThat(report.rows("figures/final-scores.csv")).hasSize(15);
    List<String> tables = names(report.folder().resolve(ReportWriter.TABLES));
    assertThat(tables)
        .contains(
            "final-scores-and-comparison-with-baseline.tex",
            "final-scores-and-comparison-with-baseline.md",
            "more-statistics-of-the-final-scores.tex",
            "every-run.md");
    String latex =
        Files.readString(
            report.folder().resolve("tables/final-scores-and-comparison-with-baseline.tex"));
    assertThat(latex)
        .contains(
            "\\toprule", "\\bottomrule", "\\caption{Final scores and comparison with baseline.}")
        .contains("[95~\\%~interval]")
        .contains("other & ");
    long columns =
        latex
            .lines()
            .filter(line -> line.startsWith("other"))
            .findFirst()
            .orElseThrow()
            .chars()
            .filter(c -> c == '&')
            .count();
    assertThat(latex).contains("\\begin{tabular}{@{}llrrrrl@{}}");
    assertThat(columns).isEqualTo(6);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theParagraphForAnAppendixIsWrittenFromTheConfiguration() throws IOException {
    WrittenReport report = report(", paired: true");
    String methods = Files.readString(report.folder().resolve(ReportWriter.METHODS));
    assertThat(methods)
        .contains(
            "The study pairs ran 2 variants of dqn (baseline, other) on cartpole-v1 for 2,000"
                + " environment steps a run, with 8 seeds for each variant (1, 2, 3, 4, 5, 6, 7,"
                + " 8).")
        .contains("A run was tested every 1000 environment steps, 7 episodes a test.")
        .contains("15 of 16 runs finished and 1 failed, which have no score and are left out.")
        .contains("Runs of one seed were taken as pairs")
        .contains("Runs were made with Ensayo 0.1.0 (3f2a1c9) on Java 17.0.12 (Eclipse Adoptium)");
    assertThat(report.text()).contains(methods.strip());
  }

  @Test
  void otherFilesInTheFolderStayAndFoldersAreReplaced() throws IOException {
    WrittenReport report = report("");
    Path note = report.folder().resolve("note.txt");
    Files.writeString(note, "mine");
    Path figure = report.folder().resolve("figures/final-scores.svg");
    String before = Files.readString(figure);
    Files.writeString(figure, "old");
    ReportWriter.write(List.of(report.folder().resolveSibling("pairs")), report.folder());
    assertThat(note).exists();
    assertThat(figure).hasContent(before);
  }

  @Test
  void severalStudiesHaveNamesOfTheirOwnEvenIfTheyAreCalledAlike() throws IOException {
    Path first = report("").folder().resolveSibling("pairs");
    Path second = report("").folder().resolveSibling("pairs");
    Path out = folder.resolve("both");
    ReportWriter.write(List.of(first, second), out);
    assertThat(names(out.resolve(ReportWriter.FIGURES)))
        .contains("pairs-final-scores.svg", "pairs-final-scores-2.svg");
    assertThat(names(out.resolve(ReportWriter.TABLES))).contains("pairs-every-run-2.tex");
  }
}
