package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.Curve;
import dev.ensayo.results.statistics.CurveGrid;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import dev.ensayo.results.statistics.PerformanceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartsTest {
  private static Curve curve(double... values) {
    long[] steps = new long[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = 100L * i;
    }
    return new Curve(Clock.ENVIRONMENT_STEP, steps, values);
  }

  private static LearningCurveChart chart(List<List<Curve>> variants, boolean bridgesGaps) {
    return chart(variants, bridgesGaps, false);
  }

  private static LearningCurveChart chart(
      List<List<Curve>> variants, boolean bridgesGaps, boolean isLogarithmicAcross) {
    List<Curve> all = variants.stream().flatMap(List::stream).toList();
    CurveGrid grid = CurveGrid.over(all);
    ImmutableList.Builder<LearningCurveChart.Series> series = ImmutableList.builder();
    for (int i = 0; i < variants.size(); i++) {
      series.add(
          new LearningCurveChart.Series(
              "variant <" + i + ">",
              SeriesStyle.of(i),
              "told of " + i,
              MeanCurve.of(grid, variants.get(i)),
              variants.get(i).stream()
                  .map(run -> new LearningCurveChart.Trace(grid.positions(), grid.align(run)))
                  .collect(ImmutableList.toImmutableList()),
              ImmutableList.of(
                  new LearningCurveChart.Trace(
                      new double[] {0, 100}, new double[] {1, Double.NaN})),
              ImmutableList.of(new LearningCurveChart.Point(50, 5))));
    }
    return new LearningCurveChart(
        Phrasebook.ENGLISH,
        "c",
        "a & b",
        "what",
        "Environment steps",
        "eval/return",
        series.build(),
        new Interval(0, 10),
        all.get(0).lastStep(),
        bridgesGaps,
        false,
        isLogarithmicAcross,
        OptionalDouble.of(9));
  }

  private static List<Element> withClass(Element root, String tag, String cssClass) {
    List<Element> found = new ArrayList<>();
    NodeList all = root.getElementsByTagName(tag);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (List.of(element.getAttribute("class").split(" ", -1)).contains(cssClass)) {
        found.add(element);
      }
    }
    return found;
  }

  @Test
  void curvesHaveALineAndABandEachAndTellWhatTheyShow() {
    LearningCurveChart chart =
        chart(
            List.of(
                List.of(curve(0, 5, 10), curve(0, 7, 10)), List.of(curve(0, 1, 2), curve(0, 2, 3))),
            false);
    for (ChartSize size : ChartSize.values()) {
      Element svg = Xml.parse(chart.draw(size));
      // A picture must not have marks within that a keyboard reaches.
      boolean hasMarks = size != ChartSize.SMALL;
      assertThat(svg.getAttribute("role")).isEqualTo(hasMarks ? "group" : "img");
      assertThat(
              withClass(svg, "g", "key").stream()
                  .filter(key -> key.getAttribute("tabindex").equals("0"))
                  .map(key -> key.getAttribute("aria-label")))
          .hasSize(hasMarks ? 2 : 0)
          .allMatch(told -> told.startsWith("told of "));
      assertThat(svg.getAttribute("viewBox")).startsWith("0 0 " + size.width + " ");
      assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a & b");
      assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("what");
      assertThat(withClass(svg, "path", "mean")).hasSize(2);
      assertThat(withClass(svg, "path", "band")).hasSize(2);
      assertThat(withClass(svg, "path", "seeds")).hasSize(2);
      assertThat(withClass(svg, "path", "seeds").get(0).getAttribute("d"))
          .as("two runs in one path")
          .containsPattern("M[^M]+M[^M]+");
      assertThat(withClass(svg, "g", "stopped")).hasSize(2);
      assertThat(withClass(svg, "g", "kept")).hasSize(2);
      assertThat(withClass(svg, "line", "threshold")).hasSize(1);
      assertThat(chart.draw(size)).isEqualTo(chart.draw(size));
    }
    assertThat(Xml.parse(chart.draw(ChartSize.WIDE)).getTextContent())
        .contains("variant <0>", "variant <1>");
  }

  @Test
  void linesStandWhereTheAxesSay() {
    // One line from (0, 0) to (200, 10) has to run from the lower left to the upper right corner.
    Element svg = Xml.parse(chart(List.of(List.of(curve(0, 5, 10))), false).draw(ChartSize.SMALL));
    Element frame = withClass(svg, "line", "frame").get(0);
    String path = withClass(svg, "path", "mean").get(0).getAttribute("d");
    assertThat(path).startsWith("M" + frame.getAttribute("x1") + " " + frame.getAttribute("y1"));
    assertThat(path).endsWith("L" + frame.getAttribute("x2") + " 34");
  }

  @Test
  void aLogarithmicAxisAcrossBeginsAfterTheFirstStep() {
    // Steps 0, 100, …, 1000: 0 has no place, 100 stands at the left end and 1000 at the right.
    List<List<Curve>> one = List.of(List.of(curve(0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0)));
    Element svg = Xml.parse(chart(one, false, true).draw(ChartSize.SMALL));
    Element frame = withClass(svg, "line", "frame").get(0);
    String[] points =
        withClass(svg, "path", "mean").get(0).getAttribute("d").substring(1).split("L", -1);
    assertThat(points).hasSize(10);
    assertThat(points[0]).startsWith(frame.getAttribute("x1") + " ");
    assertThat(points[9]).startsWith(frame.getAttribute("x2") + " ");
    // 300 lies log10(3) = 0.4771 of the way.
    double left = Double.parseDouble(frame.getAttribute("x1"));
    double right = Double.parseDouble(frame.getAttribute("x2"));
    assertThat(Double.parseDouble(points[2].split(" ", -1)[0]))
        .isCloseTo(left + 0.4771 * (right - left), within(0.1));
    assertThat(svg.getTextContent()).contains("Environment steps, log scale");
  }

  @Test
  void oneSeedHasNoBandAndNaNLeavesAGap() {
    List<List<Curve>> one = List.of(List.of(curve(1, 2, Double.NaN, 3, 4)));
    Element svg = Xml.parse(chart(one, false).draw(ChartSize.WIDE));
    assertThat(withClass(svg, "path", "band")).isEmpty();
    assertThat(withClass(svg, "path", "mean").get(0).getAttribute("d")).containsPattern("M.*M");
    Element bridged = Xml.parse(chart(one, true).draw(ChartSize.WIDE));
    assertThat(withClass(bridged, "path", "mean").get(0).getAttribute("d"))
        .doesNotContainPattern("M.*M");
  }

  @Test
  void aVariantWithOneValueIsMarkedWhereverItStands() {
    // As where one variant has a closed form and the others learn: the value is in the first bin.
    double[] values = new double[32];
    Arrays.fill(values, Double.NaN);
    values[0] = 4;
    List<List<Curve>> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      three.add(List.of(curve(values)));
    }
    LearningCurveChart chart = chart(three, true);
    for (LearningCurveChart.Series one : chart.series()) {
      Element svg = Xml.parse(chart.draw(ChartSize.SMALL));
      Element group =
          withClass(svg, "g", one.style().cssClass()).stream()
              .filter(part -> !withClass(part, "path", "mean").isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(group.getElementsByTagName("*").getLength()).as(one.name()).isEqualTo(2);
    }
  }

  @Test
  void labelsAtTheSameHeightArePushedApart() {
    List<List<Curve>> five = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      five.add(List.of(curve(0, 10)));
    }
    Element svg = Xml.parse(chart(five, false).draw(ChartSize.WIDE));
    List<Double> heights =
        withClass(svg, "text", "name").stream()
            .map(text -> Double.parseDouble(text.getAttribute("y")))
            .toList();
    assertThat(heights).hasSize(5);
    for (int i = 1; i < heights.size(); i++) {
      assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThanOrEqualTo(16.9);
    }
  }

  @Test
  void aVariantWithoutAFiniteValueIsNoLine() {
    Element svg =
        Xml.parse(
            chart(
                    List.of(
                        List.of(curve(1, 2)), List.of(curve(Double.NaN, Double.POSITIVE_INFINITY))),
                    false)
                .draw(ChartSize.WIDE));
    assertThat(withClass(svg, "path", "mean")).hasSize(1);
  }

  @Test
  void intervalsShowTheirEndsAndEverySeed() {
    IntervalChart chart =
        new IntervalChart(
            Phrasebook.ENGLISH,
            "i",
            "scores",
            "what",
            "eval/return",
            ImmutableList.of(
                new IntervalChart.Row(
                    "baseline",
                    SeriesStyle.of(0),
                    new double[] {0, 50, 100},
                    OptionalDouble.of(50),
                    Optional.of(new Interval(0, 100))),
                new IntervalChart.Row(
                    "lost",
                    SeriesStyle.of(1),
                    new double[0],
                    OptionalDouble.empty(),
                    Optional.empty())),
            OptionalDouble.of(50));
    Element svg = Xml.parse(chart.draw());
    Element frame = withClass(svg, "line", "frame").get(0);
    Element range = withClass(svg, "line", "range").get(0);
    assertThat(range.getAttribute("x1")).isEqualTo(frame.getAttribute("x1"));
    assertThat(range.getAttribute("x2")).isEqualTo(frame.getAttribute("x2"));
    assertThat(withClass(svg, "line", "run")).hasSize(3);
    assertThat(svg.getTextContent()).contains("no finished run with a score");
  }

  @Test
  void profilesFallWhereHigherIsBetterAndRiseWhereLowerIs() {
    for (boolean higher : new boolean[] {true, false}) {
      ProfileChart chart =
          new ProfileChart(
              Phrasebook.ENGLISH,
              "p",
              "profile",
              "what",
              "score",
              "share of seeds",
              ImmutableList.of(
                  new ProfileChart.Series(
                      "baseline",
                      SeriesStyle.of(0),
                      new PerformanceProfile(new double[] {0, 100}))),
              higher);
      Element svg = Xml.parse(chart.draw());
      String path = withClass(svg, "path", "mean").get(0).getAttribute("d");
      // All runs at the worse end (y = 34), half of them between, none beyond the better end.
      assertThat(path).startsWith((higher ? "M44 34" : "M406 34"));
      assertThat(path).contains("V132").endsWith("V230" + (higher ? "H406" : "H44"));
    }
  }
}
