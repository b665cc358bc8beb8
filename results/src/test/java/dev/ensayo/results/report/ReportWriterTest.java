package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportWriterTest {
  private static final String HEAD =
      """
      study: small
      question: Is it?
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      """;

  @TempDir Path folder;

  private SyntheticStudy study(String rest) throws IOException {
    return SyntheticStudy.write(folder.resolve("small"), HEAD + rest);
  }

  private String html() throws IOException {
    return Files.readString(ReportWriter.write(List.of(folder.resolve("small")), out()));
  }

  private Path out() {
    return folder.resolve("report");
  }

  private String markdown() throws IOException {
    return Files.readString(out().resolve(ReportWriter.MARKDOWN));
  }

  private List<CSVRecord> summary() throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(out().resolve(ReportWriter.CSV), StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  @Test
  void pageIsWellFormedAndStandsAlone() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    String html = Files.readString(ReportWriter.write(List.of(study), out()));
    Element root = Xml.parse(html);
    assertThat(html).startsWith("<!DOCTYPE html>");
    assertThat(root.getElementsByTagName("script").getLength()).isZero();
    assertThat(root.getElementsByTagName("link").getLength()).isZero();
    assertThat(html).doesNotContain("src=", "@import", "url(http", "url('", "href=\"http");
    Set<String> ids = new HashSet<>();
    NodeList all = root.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      assertThat(id.isEmpty() || ids.add(id)).as("id %s is used once", id).isTrue();
    }
    assertThat(root.getTextContent())
        .contains("Which parts of DQN does CartPole need?")
        .contains("17 of 20 finished (4 variants × 5 seeds)")
        .contains("agent.targetUpdatePeriod")
        .contains("false (default)")
        .contains("no-replay scored worse than baseline")
        .contains("targetUpdatePeriod: 500   # environment steps")
        .contains("./ensayo verify " + study + "/baseline/seed-1")
        .contains("Intel(R) Xeon(R) Processor @ 2.60GHz");
  }

  @Test
  void theSameRunsGiveTheSameBytesEverywhere() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    ReportWriter.write(List.of(study), folder.resolve("first"));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      ReportWriter.write(List.of(study), folder.resolve("second"));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    for (String file :
        List.of(ReportWriter.HTML, ReportWriter.MARKDOWN, ReportWriter.CSV, ReportWriter.SCORES)) {
      assertThat(folder.resolve("second").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("first").resolve(file));
    }
  }

  @Test
  void lostRunsAreNamedWithTheirReason() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    String html = Files.readString(ReportWriter.write(List.of(study), out()));
    assertThat(Xml.parse(html).getTextContent())
        .contains(
            "no-target-network, seed 5 failed: loss is NaN at step 14,203; look at"
                + " <agent.learningRate>")
        .contains("no-replay, seed 4 unfinished: killed; --resume goes on with it")
        .contains("no-replay, seed 5 not started: there is no run folder");
    assertThat(markdown())
        .contains("no-target-network, seed 5 failed")
        .contains("no-replay, seed 4 unfinished")
        .contains("no-replay, seed 5 not started");
    CSVRecord noReplay = summary().get(2);
    assertThat(noReplay.get("variant")).isEqualTo("no-replay");
    assertThat(noReplay.get("finished")).isEqualTo("3");
    assertThat(noReplay.get("unfinished")).isEqualTo("1");
    assertThat(noReplay.get("not_started")).isEqualTo("1");
    assertThat(summary().get(1).get("failed")).isEqualTo("1");
  }

  @Test
  void runsMayBeJudgedByTheirWholeCurve() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: [1, 2, 3, 4]
            variants: {baseline: {}, other: {agent.x: 2}}
            report: {metric: eval/return, better: higher, score: mean}
            """);
    // Tests at 0, 1000 and 2000: trapezoids of (0 + 8)/2 and (8 + 12)/2, their mean is 7.
    study.scripted("baseline", 1, 0, 8, 12);
    study.scripted("baseline", 2, 0, 10, 10); // 5 and 10: 7.5
    study.scripted("baseline", 3, 0, 0, 4); // 0 and 2: 1
    study.scripted("baseline", 4, 0, 20, 40); // 10 and 30: 20
    study.scripted("other", 1, 0, 0, 12); // 0 and 6: 3
    study.scripted("other", 2, 0, 0, 12);
    study.scripted("other", 3, 0, 0, 12);
    study.scripted("other", 4, 0, 0, 12);
    String text = Xml.parse(html()).getTextContent();
    assertThat(text)
        .contains("mean of eval/return over the run, higher is better")
        .contains("the area under its curve, by the trapezoidal rule, divided by its length")
        .contains("Mean levels and comparison with baseline")
        .contains("Last eval/return, interquartile mean");
    CSVRecord baseline = summary().get(0);
    CSVRecord other = summary().get(1);
    // Sorted 1, 7, 7.5, 20: the middle half is 7, 7.5.
    assertThat(number(baseline, "score_iqm")).isEqualTo(7.25);
    assertThat(number(other, "score_iqm")).isEqualTo(3);
    assertThat(number(other, "last_iqm")).isEqualTo(12);
    assertThat(other.get("score")).isEqualTo("mean");
  }

  @Test
  void numbersAreThoseWorkedOutByHand() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: [1, 2, 3, 4]
            variants: {baseline: {}, other: {agent.x: 2}}
            report: {metric: eval/return, better: higher, window: 2, threshold: 10}
            """);
    study.scripted("baseline", 1, 0, 8, 12); // score (8 + 12) / 2 = 10, reaches 10 at 2000
    study.scripted("baseline", 2, 0, 10, 10); // 10, at 1000
    study.scripted("baseline", 3, 0, 0, 4); // 2, never
    study.scripted("baseline", 4, 0, 20, 40); // 30, at 1000
    study.scripted("other", 1, 0, 0, 0);
    study.scripted("other", 2, 0, 1, 1);
    study.scripted("other", 3, 0, 2, 2);
    study.scripted("other", 4, 0, 3, 3);
    html();
    CSVRecord baseline = summary().get(0);
    CSVRecord other = summary().get(1);
    // Sorted 2, 10, 10, 30: the middle half is 10, 10. Sorted 0, 1, 2, 3: 1, 2.
    assertThat(number(baseline, "score_iqm")).isEqualTo(10);
    assertThat(number(other, "score_iqm")).isEqualTo(1.5);
    assertThat(number(other, "difference")).isEqualTo(-8.5);
    // Each score lies in its group, and so does every resample's mean.
    assertThat(number(baseline, "score_low")).isBetween(2.0, 10.0);
    assertThat(number(baseline, "score_high")).isBetween(10.0, 30.0);
    // Means 1.5 and 13; variances (2.25 + 0.25 + 0.25 + 2.25) / 3 = 5/3 and
    // (9 + 9 + 121 + 289) / 3 = 428/3; t = −11.5 / √((5/3 + 428/3) / 4).
    assertThat(number(other, "welch_t")).isCloseTo(-11.5 / Math.sqrt(433.0 / 12), within(1e-12));
    // A single comparison is not corrected.
    assertThat(other.get("holm_p")).isEqualTo(other.get("welch_p"));
    // 16 pairs: 0 and 1 beat none; 2 ties with 2; 3 beats 2: (0.5 + 1) / 16.
    assertThat(number(other, "probability_of_improvement")).isEqualTo(1.5 / 16);
    assertThat(number(baseline, "steps_to_threshold_median")).isEqualTo(1500);
    assertThat(baseline.get("seeds_not_reached")).isEqualTo("3");
    assertThat(other.get("steps_to_threshold_median")).isEmpty();
    assertThat(other.get("seeds_not_reached")).isEqualTo("1 2 3 4");
    // Seeds: (0+8)/2, (8+12)/2 → 7; 7.5; 1; 20 → mean 8.875.
    assertThat(number(baseline, "mean_level")).isEqualTo(8.875);
    assertThat(number(baseline, "wall_seconds_median")).isEqualTo(10);
    // Harmonic mean of 10,000 and 40,000.
    assertThat(number(baseline, "throughput_median")).isCloseTo(16_000, within(1e-6));
    assertThat(baseline.get("throughput_unit")).isEqualTo("steps per second");
  }

  @Test
  void lowerCanBeBetter() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: {count: 6}
            variants: {baseline: {}, good: {}, bad: {}}
            report: {better: lower, threshold: 1}
            """);
    for (int seed = 1; seed <= 6; seed++) {
      study.scripted("baseline", seed, 9, 5 + 0.1 * seed);
      study.scripted("good", seed, 9, 1 - 0.1 * seed);
      study.scripted("bad", seed, 9, 8 + 0.1 * seed);
    }
    String text = Xml.parse(html()).getTextContent();
    assertThat(text).contains("good is better than baseline", "bad is worse than baseline");
    assertThat(number(summary().get(1), "probability_of_improvement")).isEqualTo(1);
    assertThat(summary().get(1).get("seeds_reached")).isEqualTo("6");
    assertThat(summary().get(2).get("seeds_reached")).isEqualTo("0");
    assertThat(number(summary().get(1), "holm_p"))
        .isGreaterThanOrEqualTo(number(summary().get(1), "welch_p"));
  }

  @Test
  void oneSeedHasNoIntervalAndSaysSo() throws IOException {
    SyntheticStudy study = study("seeds: [7]\nvariants: {baseline: {}, other: {}}\n");
    study.scripted("baseline", 7, 0, 5);
    study.scripted("other", 7, 0, 6);
    assertThat(Xml.parse(html()).getTextContent())
        .contains("no interval")
        .contains("One score says nothing of the spread between seeds")
        .contains(
            "Too few seeds to decide against baseline: other (1 against 1: no exact test can be"
                + " below p = 1.000).");
    CSVRecord other = summary().get(1);
    assertThat(other.get("score_low")).isEmpty();
    assertThat(other.get("welch_p")).isEmpty();
    assertThat(number(other, "difference")).isEqualTo(1);
  }

  @Test
  void withoutSpreadTheExactTestDecidesAndTheReportSaysSo() throws IOException {
    SyntheticStudy study = study("seeds: {count: 4}\nvariants: {baseline: {}, other: {}}\n");
    for (int seed = 1; seed <= 4; seed++) {
      study.scripted("baseline", seed, 500);
      study.scripted("other", seed, 500);
    }
    assertThat(Xml.parse(html()).getTextContent())
        .contains("Welch's test is not defined; the exact permutation test decides: other.")
        .contains("No clear difference to baseline: other.");
    assertThat(summary().get(1).get("welch_p")).isEmpty();
    assertThat(number(summary().get(1), "holm_p")).isEqualTo(1);
  }

  @Test
  void withoutABaselineTheFirstVariantIsIt() throws IOException {
    SyntheticStudy study =
        study("seeds: {count: 4}\nvariants: {one: {agent.x: 1}, two: {agent.x: 2}}\n");
    for (int seed = 1; seed <= 4; seed++) {
      study.scripted("one", seed, 0, seed);
      study.scripted("two", seed, 0, seed + 1);
    }
    assertThat(Xml.parse(html()).getTextContent())
        .contains("No variant is called baseline, so the others are compared with the first, one.")
        .contains("Difference to one");
    assertThat(summary().get(0).get("is_baseline")).isEqualTo("true");
  }

  @Test
  void aScoreThatIsNoNumberIsNamedAndLeftOut() throws IOException {
    SyntheticStudy study = study("seeds: {count: 3}\n");
    study.scripted("baseline", 1, 0, 4);
    study.scripted("baseline", 2, 0, 6);
    study.scripted("baseline", 3, 0, Double.NaN);
    assertThat(Xml.parse(html()).getTextContent())
        .contains("baseline, seed 3 finished without a usable score: its last eval/return is NaN");
    assertThat(number(summary().get(0), "score_iqm")).isEqualTo(5);
    assertThat(summary().get(0).get("finished")).isEqualTo("3");
    assertThat(summary().get(0).get("scores")).isEqualTo("2");
  }

  @Test
  void aMetricThatWasNeverRecordedIsExplained() throws IOException {
    SyntheticStudy study = study("seeds: [1]\nreport: {metric: eval/retrun}\n");
    study.scripted("baseline", 1, 0, 4);
    assertThat(Xml.parse(html()).getTextContent())
        .contains("No run recorded the report's metric eval/retrun; recorded are eval/return.")
        .contains("baseline, seed 1 finished without a score");
  }

  @Test
  void aStudyThatHasNotBegunStillHasAReport() throws IOException {
    study("variants: {baseline: {}, other: {}}\n");
    assertThat(Xml.parse(html()).getTextContent())
        .contains("0 of 10 finished")
        .contains("baseline, seeds 1, 2, 3, 4, 5 not started")
        .contains("baseline has no finished run with a score.");
    assertThat(summary()).hasSize(2);
  }

  @Test
  void whatTheStudySaysIsEscaped() throws IOException {
    SyntheticStudy study =
        SyntheticStudy.write(
            folder.resolve("small"),
            HEAD.replace("Is it?", "\"<script>alert(1)</script> & | *so*?\"") + "seeds: [1, 2]\n");
    study.scripted("baseline", 1, 0, 4);
    study.failed("baseline", 2, 500, "a|b\n<img onerror=x> `c`");
    String html = html();
    assertThat(Xml.parse(html).getElementsByTagName("script").getLength()).isZero();
    assertThat(html).doesNotContain("<script", "<img");
    assertThat(markdown())
        .contains("\\<script\\>alert(1)\\</script\\> & \\| \\*so\\*?")
        .contains("a\\|b \\<img onerror=x\\> \\`c\\`");
  }

  @Test
  void everyRowOfAMarkdownTableHasTheSameCells() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    ReportWriter.write(List.of(study), out());
    int cells = 0;
    int rows = 0;
    for (String line : Files.readAllLines(out().resolve(ReportWriter.MARKDOWN))) {
      if (!line.startsWith("|")) {
        cells = 0;
        continue;
      }
      int here = line.replace("\\|", "").split("\\|", -1).length;
      assertThat(cells == 0 || cells == here).as(line).isTrue();
      cells = here;
      rows++;
    }
    assertThat(rows).isGreaterThan(40);
  }

  @Test
  void severalStudiesHaveASectionEach() throws IOException {
    Path first = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    SyntheticStudy second = study("seeds: [1]\n");
    second.scripted("baseline", 1, 0, 4);
    Path page = ReportWriter.write(List.of(first, folder.resolve("small")), out());
    Element root = Xml.parse(Files.readString(page));
    assertThat(root.getElementsByTagName("article").getLength()).isEqualTo(2);
    assertThat(root.getElementsByTagName("nav").getLength()).isEqualTo(1);
    assertThat(summary()).hasSize(5);
  }

  @Test
  void aRunOrAVariantCanBeReportedByItself() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    ReportWriter.write(List.of(study.resolve("double").resolve("seed-2")), out());
    assertThat(summary()).hasSize(1);
    assertThat(summary().get(0).get("variant")).isEqualTo("double");
    assertThat(summary().get(0).get("seeds")).isEqualTo("1");

    ReportWriter.write(List.of(study.resolve("double")), out());
    assertThat(summary()).hasSize(1);
    assertThat(summary().get(0).get("seeds")).isEqualTo("5");

    Path alone = folder.resolve("elsewhere");
    Files.move(study.resolve("double").resolve("seed-2"), alone);
    ReportWriter.write(List.of(alone), out());
    assertThat(summary().get(0).get("study")).isEqualTo("cartpole-dqn");
    assertThat(summary().get(0).get("finished")).isEqualTo("1");
  }

  @Test
  void aFolderWithoutRunsIsRefused() {
    assertThatThrownBy(() -> ReportWriter.write(List.of(folder), out()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no study.yaml and no manifest.json");
  }

  @Test
  void theEnvironmentsThresholdStandsInForTheStudys() throws IOException {
    SyntheticStudy study = study("seeds: [1]\n");
    study.scripted("baseline", 1, 0, 500);
    assertThat(Xml.parse(html()).getTextContent()).contains("475, the environment's own");
    assertThat(number(summary().get(0), "steps_to_threshold_median")).isEqualTo(1000);

    Path manifest = new StudyDirectory(folder.resolve("small")).run("baseline", 1).manifestFile();
    AtomicFile.write(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"rewardThreshold\" : [0-9.]+", "\"rewardThreshold\" : null"));
    study.seal("baseline", 1);
    html();
    assertThat(summary().get(0).get("threshold")).isEmpty();
  }

  @Test
  void runsOutsideTheStudyAndDamagedFilesAreNamed() throws IOException {
    SyntheticStudy study = study("seeds: [1, 2]\nvariants: {baseline: {}, other: {agent.x: 2}}\n");
    study.scripted("baseline", 1, 0, 4);
    study.scripted("baseline", 2, 0, 4);
    study.scripted("baseline", 9, 0, 4);
    study.killed("other", 1, 3000);
    StudyDirectory directory = new StudyDirectory(folder.resolve("small"));
    String damaged =
        "clock,step,metric,value\nenvironment_step,x,eval/return,1\nenvironment_step,1,a/b,1\n";
    AtomicFile.write(directory.run("baseline", 2).metricsFile(), damaged);
    AtomicFile.write(directory.run("other", 1).metricsFile(), damaged);
    assertThat(Xml.parse(html()).getTextContent())
        .contains("they are not part of this report: baseline/seed-9.")
        .contains(
            "baseline, seed 2 damaged: metrics.csv:2: expected clock,step,metric,value; found"
                + " environment_step,x,eval/return,1")
        .contains("other, seed 1 unfinished: cannot be read: metrics.csv:2: expected");
  }

  /** The example that started it: the last value by hand, or half of the file. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunThatIsNoLongerWhatItWroteHasNoScore(boolean cut) throws IOException {
    SyntheticStudy study = study("seeds: [1, 2, 3]\n");
    for (long seed = 1; seed <= 3; seed++) {
      study.scripted("baseline", seed, -200, -200, -200, -200);
    }
    Path metrics = new StudyDirectory(folder.resolve("small")).run("baseline", 2).metricsFile();
    String whole = Files.readString(metrics);
    AtomicFile.write(
        metrics,
        cut
            ? whole.substring(0, whole.indexOf("environment_step,2000"))
            : whole.replace("3000,eval/return,-200.0", "3000,eval/return,0.76543"));
    assertThat(Files.readString(metrics)).isNotEqualTo(whole);
    assertThat(Xml.parse(html()).getTextContent())
        .contains("baseline, seed 2 damaged: metrics.csv")
        .doesNotContain("0.765");
    CSVRecord row = summary().get(0);
    assertThat(row.get("finished")).isEqualTo("2");
    assertThat(row.get("damaged")).isEqualTo("1");
    assertThat(row.get("scores")).isEqualTo("2");
    assertThat(number(row, "score_iqm")).isEqualTo(-200);
    assertThat(markdown()).contains("baseline, seed 2 damaged: metrics.csv");
  }

  @Test
  void damagedTimesCostTheThroughputAndNotTheScore() throws IOException {
    SyntheticStudy study = study("seeds: [1]\n");
    study.scripted("baseline", 1, 0, 4);
    html();
    assertThat(summary().get(0).get("throughput_median")).isNotEmpty();
    Path timing = new StudyDirectory(folder.resolve("small")).run("baseline", 1).timingFile();
    AtomicFile.write(timing, Files.readString(timing).replace("40000.0", "90000.0"));
    assertThat(Xml.parse(html()).getTextContent())
        .contains("baseline, seed 1: timing.csv was changed after the run had finished")
        .contains("the times of this run are left out");
    assertThat(summary().get(0).get("throughput_median")).isEmpty();
    assertThat(number(summary().get(0), "score_iqm")).isEqualTo(4);
  }

  @Test
  void theFolderHoldsTheReportAndNothingElse() throws IOException {
    study("seeds: [1]\n").scripted("baseline", 1, 0, 4);
    html();
    html();
    try (Stream<Path> files = Files.list(out())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "index.html",
              "report.md",
              "scores.csv",
              "summary.csv",
              "methods.txt",
              "figures",
              "tables");
    }
  }

  @Test
  void whatTheCommandLineChangedIsPartOfTheCommand() throws IOException {
    SyntheticStudy study = study("seeds: [1]\n");
    study.scripted("baseline", 1, 0, 4);
    AtomicFile.write(
        new StudyDirectory(folder.resolve("small")).overridesFile(),
        "agent.discount: 0.5\nagent.hidden: [8, 8]\n");
    assertThat(Xml.parse(html()).getTextContent())
        .contains(
            "./ensayo run "
                + folder
                + "/small/study.yaml --out again --set agent.discount=0.5 --set"
                + " 'agent.hidden=[8, 8]'");
  }

  @Test
  void scoresAreDrawnAgainstASetting() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: [1, 2]
            variants:
              tuned-5: {agent.labels: 5}
              tuned-20: {agent.labels: 20}
              scratch-5: {agent.labels: 5}
              scratch-20: {agent.labels: 20}
            report: {across: agent.labels}
            """);
    for (String way : List.of("tuned", "scratch")) {
      for (int labels : List.of(5, 20)) {
        for (long seed = 1; seed <= 2; seed++) {
          study.scripted(way + "-" + labels, seed, (double) labels + seed);
          study.config(way + "-" + labels, seed, "agent: {type: none, labels: " + labels + "}\n");
        }
      }
    }
    Element root = Xml.parse(html());
    Element chart = svgWithId(root, "study-1-across-wide-title");
    assertThat(chart.getTextContent()).contains("agent.labels", "tuned", "scratch");
    // Two lines with two points each, each point with its interval.
    assertThat(byClass(chart, "range")).isEqualTo(4);
  }

  @Test
  void variantsNamedAfterTheSettingAreOneLine() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: [1, 2]
            variants:
              window-5: {agent.window: 5}
              window-20: {agent.window: 20}
            report: {across: agent.window}
            """);
    for (int window : List.of(5, 20)) {
      for (long seed = 1; seed <= 2; seed++) {
        study.scripted("window-" + window, seed, (double) window + seed);
        study.config("window-" + window, seed, "agent: {type: none, window: " + window + "}\n");
      }
    }
    Element chart = svgWithId(Xml.parse(html()), "study-1-across-wide-title");
    NodeList drawn = chart.getElementsByTagName("text");
    assertThat(IntStream.range(0, drawn.getLength()).mapToObj(i -> drawn.item(i).getTextContent()))
        .contains("window")
        .doesNotContain("window-5", "window-20");
  }

  @Test
  void aVariantThatIsLeftOutIsNotComparedAndNamed() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: [1, 2]
            variants: {pretrained: {}, tuned: {agent.a: 1}, scratch: {agent.a: 2}}
            report: {exclude: [pretrained]}
            """);
    for (long seed = 1; seed <= 2; seed++) {
      study.scripted("pretrained", seed, 98_765_432.0);
      study.scripted("tuned", seed, 5.0 + seed);
      study.scripted("scratch", seed, 3.0 + seed);
    }
    String text = Xml.parse(html()).getTextContent();
    assertThat(text)
        .contains("Run, and left out of the comparison by report.exclude: pretrained.")
        .contains("compared with the first, tuned")
        .doesNotContain("98,765,432", "98.77", "9.877");
  }

  @Test
  void aVariantThatIsLeftOutNeedsNoScore() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: [1, 2]
            variants: {unlabelled: {}, tuned: {agent.a: 1}, scratch: {agent.a: 2}}
            report: {exclude: [unlabelled]}
            """);
    study.scripted("unlabelled", 1, Double.NaN);
    study.failed("unlabelled", 2, 500, "disk full");
    for (long seed = 1; seed <= 2; seed++) {
      study.scripted("tuned", seed, 5.0 + seed);
      study.scripted("scratch", seed, 3.0 + seed);
    }
    assertThat(Xml.parse(html()).getTextContent())
        .contains("unlabelled, seed 2 failed")
        .doesNotContain("unlabelled, seed 1 finished without");
  }

  @Test
  void aSettingWithoutNumbersIsNoted() throws IOException {
    SyntheticStudy study = study("seeds: [1]\nreport: {across: agent.type}\n");
    study.scripted("baseline", 1, 1, 2);
    assertThat(Xml.parse(html()).getTextContent())
        .contains("report.across names agent.type, but no finished variant has a number there");
  }

  private static Element svgWithId(Element root, String titleId) {
    NodeList all = root.getElementsByTagName("title");
    for (int i = 0; i < all.getLength(); i++) {
      if (((Element) all.item(i)).getAttribute("id").equals(titleId)) {
        return (Element) all.item(i).getParentNode();
      }
    }
    throw new AssertionError("no chart with the title " + titleId);
  }

  private static long byClass(Element root, String cssClass) {
    NodeList all = root.getElementsByTagName("*");
    return IntStream.range(0, all.getLength())
        .filter(i -> ((Element) all.item(i)).getAttribute("class").equals(cssClass))
        .count();
  }
}
