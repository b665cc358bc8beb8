package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What readers stumbled over. */
class ReportDetailsTest {
  private static final String HEAD =
      """
      study: small
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      """;

  @TempDir Path folder;

  private SyntheticStudy study(String rest) throws IOException {
    return SyntheticStudy.write(folder.resolve("small"), HEAD + rest);
  }

  private WrittenReport report() throws IOException {
    return WrittenReport.of(folder.resolve("small"));
  }

  @Test
  void seedsThatReachTheThresholdAreToldInWords() throws IOException {
    SyntheticStudy study =
        study(
            """
            seeds: {count: 3}
            variants: {none: {agent.x: 1}, some: {agent.x: 2}, all: {agent.x: 3}}
            report: {threshold: 10}
            """);
    for (long seed = 1; seed <= 3; seed++) {
      study.scripted("none", seed, 0, 1);
      study.scripted("some", seed, 0, seed == 2 ? 3 : 12);
      study.scripted("all", seed, 0, 11);
    }
    assertThat(report().markdown())
        .contains("| none of 3 |")
        .contains("| 2 of 3, not seed 2 |")
        .contains("| all 3 |")
        .doesNotContain("0 of 3, not");
  }

  @Test
  void failuresThatDifferInNumbersAloneAreOne() throws IOException {
    SyntheticStudy study = study("seeds: {count: 4}\n");
    study.scripted("baseline", 1, 0, 1);
    study.failed("baseline", 2, 500, "loss is NaN at step 14,203 (lr 1e-3)");
    study.failed("baseline", 3, 500, "out of memory");
    study.failed("baseline", 4, 500, "loss is NaN at step 902 (lr 1e-3)");
    assertThat(report().text())
        .contains(
            "baseline, seeds 2, 4 failed: loss is NaN at step 14,203 (lr 1e-3) (seed 2; with other"
                + " numbers in the others)")
        .contains("baseline, seed 3 failed: out of memory")
        .doesNotContain("902 (lr 1e-3)\n");
  }

  @Test
  void theCommandsNameTheFolderThereIs() throws IOException {
    Path place = folder.resolve("my runs/of today");
    SyntheticStudy study = SyntheticStudy.write(place, HEAD + "seeds: [1]\n");
    study.scripted("baseline", 1, 0, 1);
    String quoted = "'" + place + "'";
    assertThat(WrittenReport.of(place).text())
        .contains("./ensayo report " + quoted)
        .contains("./ensayo verify '" + place + "/baseline/seed-1'")
        .contains("./ensayo run '" + place + "/study.yaml' --out again");
    assertThat(WrittenReport.of(place.resolve("baseline/seed-1")).text())
        .contains("./ensayo report " + quoted);
  }

  @Test
  void aThresholdFarFromTheDataDoesNotPressItFlat() throws IOException {
    SyntheticStudy study = study("seeds: [1, 2]\nreport: {threshold: 500}\n");
    study.scripted("baseline", 1, 0, 10, 20);
    study.scripted("baseline", 2, 0, 12, 25);
    assertThat(curves()).contains("20").doesNotContain("500");
    assertThat(report().text())
        .contains("The threshold, 500, lies far above what was measured and is not drawn.");
  }

  @Test
  void aThresholdNearTheDataIsDrawn() throws IOException {
    SyntheticStudy study = study("seeds: [1, 2]\nreport: {threshold: 30}\n");
    study.scripted("baseline", 1, 0, 10, 20);
    study.scripted("baseline", 2, 0, 12, 25);
    assertThat(curves()).contains("dotted: threshold 30");
    assertThat(report().text()).doesNotContain("is not drawn");
  }

  /** What stands in the chart of the learning curves. */
  private String curves() throws IOException {
    NodeList charts = Xml.parse(report().html()).getElementsByTagName("svg");
    for (int i = 0; i < charts.getLength(); i++) {
      Element chart = (Element) charts.item(i);
      if (chart.getAttribute("aria-labelledby").startsWith("study-1-curves-wide-title")) {
        StringBuilder text = new StringBuilder();
        NodeList texts = chart.getElementsByTagName("text");
        for (int j = 0; j < texts.getLength(); j++) {
          text.append(texts.item(j).getTextContent()).append('\n');
        }
        return text.toString();
      }
    }
    throw new AssertionError("there are no learning curves");
  }

  @Test
  void everyHeadingTableAndFigureCanBeLinkedTo() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    Element root = Xml.parse(WrittenReport.of(study).html());
    Set<String> targets = new HashSet<>();
    NodeList links = root.getElementsByTagName("a");
    for (int i = 0; i < links.getLength(); i++) {
      Element link = (Element) links.item(i);
      if (link.getAttribute("class").equals("anchor")) {
        assertThat(link.getAttribute("aria-label")).startsWith("Link to ");
        assertThat(link.getTextContent()).isEmpty();
      }
      targets.add(link.getAttribute("href"));
    }
    for (String element : List.of("h1", "h2", "h3", "figure", "details")) {
      NodeList found = root.getElementsByTagName(element);
      for (int i = 0; i < found.getLength(); i++) {
        Element one = (Element) found.item(i);
        if (!element.equals("h2") || !((Element) one.getParentNode()).getTagName().equals("nav")) {
          assertThat(targets).as(one.getTextContent()).contains("#" + one.getAttribute("id"));
        }
      }
    }
    assertThat(targets).contains("#study-1-table-1", "#study-1-figure-1", "#study-1-results");
  }

  @Test
  void theScoresOfAllRunsAreAFile() throws IOException {
    SyntheticStudy study = study("seeds: [1, 2, 3]\nreport: {window: 2}\n");
    study.scripted("baseline", 1, 0, 1, 2);
    study.scripted("baseline", 2, 0, 5);
    study.failed("baseline", 3, 500, "lost");
    List<CSVRecord> rows = report().rows(ReportWriter.SCORES);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).get("score")).isEqualTo("1.5");
    assertThat(rows.get(0).get("values")).isEqualTo("2");
    assertThat(rows.get(1).get("score")).isEqualTo("5.0");
    assertThat(rows.get(1).get("values")).isEqualTo("1");
    assertThat(rows.get(2).get("state")).isEqualTo("failed");
    assertThat(rows.get(2).get("score")).isEmpty();
    assertThat(rows.get(2).get("seed")).isEqualTo("3");
  }

  @Test
  void theIntervalSaysWhatItIsWorth() throws IOException {
    SyntheticStudy study = study("seeds: {count: 5}\n");
    for (int seed = 1; seed <= 5; seed++) {
      study.scripted("baseline", seed, 0, seed);
    }
    assertThat(report().text())
        .contains(
            "Simulated with 5 seeds, a 95\u00a0% bootstrap interval holds the value it stands for"
                + " in 90\u00a0% of studies, and in 84\u00a0% where one seed in three fails.");
    assertThat(Files.readString(report().folder().resolve(ReportWriter.MARKDOWN)))
        .contains("Simulated with 5 seeds");
  }
}
