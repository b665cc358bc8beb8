package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.chart.TaskBarsChart.Bar;
import dev.ensayo.results.chart.TaskBarsChart.Task;
import dev.ensayo.results.language.Phrasebook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TaskBarsChartTest {
  private static final TaskBarsChart CHART =
      new TaskBarsChart(
          Phrasebook.ENGLISH,
          "b",
          "title",
          "what",
          "normalized score",
          ImmutableList.of(
              new Task(
                  "catch & throw",
                  ImmutableList.of(
                      new Bar(1, new double[] {1, 1}), new Bar(0.5, new double[] {0, 1}))),
              new Task(
                  "bandit",
                  ImmutableList.of(
                      new Bar(-9, new double[] {-9, -9}), new Bar(0.25, new double[] {0.25})))),
          ImmutableList.of("one", "two"),
          ImmutableList.of(SeriesStyle.of(0), SeriesStyle.of(1)));

  /** Bars are as long as their scores, to each other; one far below 0 is cut at −0.25. */
  @ParameterizedTest
  @EnumSource(names = {"WIDE", "NARROW"})
  void barsAreAsLongAsTheirScores(ChartSize size) {
    Element svg = Xml.parse(CHART.draw(size));
    List<Double> widths = new ArrayList<>();
    for (Element rect : elements(svg, "rect")) {
      widths.add(Double.parseDouble(rect.getAttribute("width")));
    }
    double one = widths.get(0);
    assertThat(widths).hasSize(4);
    assertThat(widths.get(1) / one).isBetween(0.49, 0.51);
    assertThat(widths.get(2) / one).isBetween(0.24, 0.26);
    assertThat(widths.get(3) / one).isBetween(0.24, 0.26);
    assertThat(
            elements(svg, "line").stream().filter(line -> line.getAttribute("class").equals("run")))
        .as("a tick for each run")
        .hasSize(7);
    assertThat(svg.getTextContent()).contains("catch & throw", "bandit", "one", "two");
  }

  private static List<Element> elements(Element svg, String name) {
    NodeList found = svg.getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }
}
