package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** With more than eight variants not everyone has a colour and a sentence. */
class CrowdedReportTest {
  @TempDir Path folder;
  private WrittenReport report;

  @BeforeEach
  void write() throws IOException {
    report = WrittenReport.of(SyntheticStudy.crowd(folder.resolve("tweaks")));
  }

  private Element chart(String title) throws IOException {
    NodeList all = Xml.parse(report.html()).getElementsByTagName("title");
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i).getTextContent().equals(title)) {
        return (Element) all.item(i).getParentNode();
      }
    }
    throw new AssertionError("no chart with the title " + title);
  }

  private static List<String> texts(Element chart, String cssClass) {
    List<String> texts = new ArrayList<>();
    NodeList all = chart.getElementsByTagName("text");
    for (int i = 0; i < all.getLength(); i++) {
      if (((Element) all.item(i)).getAttribute("class").equals(cssClass)) {
        texts.add(all.item(i).getTextContent());
      }
    }
    return texts;
  }

  @Test
  void theBaselineTheBestAndTheWorstAreNamedAndTheOthersGrey() throws IOException {
    Element chart = chart("eval/return over environment steps");
    assertThat(texts(chart, "name")).containsExactlyInAnyOrder("tweak-12", "baseline", "tweak-1");
    NodeList groups = chart.getElementsByTagName("g");
    List<String> styles = new ArrayList<>();
    for (int i = 0; i < groups.getLength(); i++) {
      Element group = (Element) groups.item(i);
      if (group.getElementsByTagName("path").getLength() == 1
          && group.getAttribute("class").matches("part (s[0-9]+|rest)")) {
        styles.add(group.getAttribute("class").replace("part ", ""));
      }
    }
    assertThat(styles.stream().filter("rest"::equals)).hasSize(10);
    assertThat(styles.subList(0, 10)).as("what stands out lies above").containsOnly("rest");
    assertThat(report.text())
        .contains(
            "In colour: baseline (the reference); tweak-12 (the best); tweak-1 (the worst); the"
                + " others are grey.");
  }

  @Test
  void theRanksAreDrawnInTheirOrder() throws IOException {
    List<String> names = texts(chart("Final scores by rank"), "name");
    assertThat(names).hasSize(13);
    assertThat(names.get(0)).isEqualTo("1  tweak-12");
    assertThat(names.get(12)).isEqualTo("13  tweak-1");
  }

  @Test
  void theSummaryIsCapped() throws IOException {
    assertThat(report.text())
        .contains("tweak-12 is better than baseline: ")
        .contains("tweak-10 is better than baseline: ")
        .doesNotContain("tweak-9 is better than baseline: ")
        .contains("Better than baseline, too: tweak-9, tweak-8, tweak-7, tweak-6.")
        .contains("tweak-1 is worse than baseline: ");
  }

  @Test
  void theVerdictStandsBesideTheName() throws IOException {
    assertThat(report.markdown())
        .contains("| Variant | Verdict | eval/return")
        .contains("| tweak-12 | better |");
    assertThat(report.markdown()).contains("| Variant | eval/length |");
  }
}
