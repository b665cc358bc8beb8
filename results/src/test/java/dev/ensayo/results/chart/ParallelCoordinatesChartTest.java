package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.results.chart.ParallelCoordinatesChart.Coordinate;
import dev.ensayo.results.chart.ParallelCoordinatesChart.Line;
import dev.ensayo.results.chart.ParallelCoordinatesChart.Rank;
import dev.ensayo.results.language.Phrasebook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ParallelCoordinatesChartTest {
  private static final ParallelCoordinatesChart CHART =
      new ParallelCoordinatesChart(
          Phrasebook.ENGLISH,
          "c",
          "Points",
          "best: rate = 0.01",
          ImmutableList.of(
              Coordinate.of("rate", 1e-4, 1, true),
              Coordinate.of("units", ImmutableList.of("[32]", "[64]")),
              Coordinate.of("score", 0, 10, false)),
          ImmutableList.of(
              new Line("best: rate = 0.01", Rank.BEST, new double[] {0.01, 1, 10}),
              new Line("other", Rank.ORDINARY, new double[] {1e-4, 0, 0}),
              new Line("failed", Rank.FURTHER, new double[] {1, 0, Double.NaN})));

  private static List<Element> elements(Element root, String tag) {
    NodeList nodes = root.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** Vertical places of a line, from the top. */
  private static double[] heights(Element path) {
    return Splitter.on('L')
        .splitToStream(path.getAttribute("d").substring(1))
        .mapToDouble(point -> Double.parseDouble(point.substring(point.indexOf(' ') + 1)))
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(ChartSize.class)
  void eachPointIsALineThroughItsPlaces(ChartSize size) {
    Element svg = Xml.parse(CHART.draw(size));
    List<Element> lines = elements(svg, "path");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(2).getParentNode().getTextContent())
        .as("the best lies above the others and says what it is")
        .contains("best: rate = 0.01");
    double[] best = heights(lines.get(2));
    double[] other = heights(lines.get(0));
    assertThat(best[0])
        .as("0.01 lies half way on a log scale from 1e-4 to 1")
        .isEqualTo((other[0] + heights(lines.get(1))[0]) / 2);
    assertThat(best[1]).as("the second value lies above the first").isLessThan(other[1]);
    assertThat(best[2]).isLessThan(other[2]);
    assertThat(heights(lines.get(1))).as("without a score a line ends before").hasSize(2);
  }

  @Test
  void isReadByThoseWhoCannotSeeIt() {
    Element svg = Xml.parse(CHART.draw(ChartSize.WIDE));
    assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("c-wide-title c-wide-desc");
    assertThat(elements(svg, "desc").get(0).getTextContent()).isEqualTo("best: rate = 0.01");
    assertThat(elements(svg, "text").stream().map(Element::getTextContent).toList())
        .contains("rate", "units", "score", "[32]", "[64]", "0.01");
  }
}
