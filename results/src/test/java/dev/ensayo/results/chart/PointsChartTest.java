package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PointsChartTest {
  /** Three clusters of ten points each, about as close as the words of a map are. */
  private static ImmutableList<PointsChart.Point> crowded() {
    Random random = new Random(1);
    ImmutableList.Builder<PointsChart.Point> points = ImmutableList.builder();
    for (int i = 0; i < 30; i++) {
      points.add(
          new PointsChart.Point(
              "word" + i,
              "",
              3 * (i % 3) + 0.6 * random.nextGaussian(),
              2 * (i % 2) + 0.6 * random.nextGaussian()));
    }
    return points.build();
  }

  private static List<Element> elements(Element root, String tag) {
    NodeList nodes = root.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** Half of the width and of the height that a name takes, and its middle. */
  private static double[] box(Element name) {
    double halfWidth = Svg.textWidth(name.getTextContent()) / 2;
    double x = Double.parseDouble(name.getAttribute("x"));
    double middle =
        switch (name.getAttribute("text-anchor")) {
          case "start" -> x + halfWidth;
          case "end" -> x - halfWidth;
          default -> x;
        };
    return new double[] {middle, Double.parseDouble(name.getAttribute("y")) - 4.5, halfWidth, 6.5};
  }

  @ParameterizedTest
  @EnumSource(ChartSize.class)
  void namesStandApartFromEachOtherAndWithinTheChart(ChartSize size) {
    Element svg =
        Xml.parse(new PointsChart(Phrasebook.ENGLISH, "m", "Map", "Words.", crowded()).draw(size));
    List<double[]> boxes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Element text : elements(svg, "text")) {
      boxes.add(box(text));
      names.add(text.getTextContent());
    }
    assertThat(names).hasSize(boxes.size()).hasSizeGreaterThan(size == ChartSize.WIDE ? 29 : 20);
    for (int i = 0; i < boxes.size(); i++) {
      double[] one = boxes.get(i);
      assertThat(one[0] - one[2]).isNotNegative();
      assertThat(one[0] + one[2]).isLessThanOrEqualTo(size.width);
      for (int j = 0; j < i; j++) {
        double[] other = boxes.get(j);
        // Coordinates are written with one decimal.
        boolean apart =
            Math.abs(one[0] - other[0]) > one[2] + other[2] - 0.2
                || Math.abs(one[1] - other[1]) > one[3] + other[3] - 0.2;
        assertThat(apart).as("%s and %s", i, j).isTrue();
      }
    }
  }
}
