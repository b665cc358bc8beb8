package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurfaceChartTest {
  private static final int SIDE = 41;

  /** Over the square from −2 to 2, drawn on one from 0 to 400. */
  private static ImmutableList<ImmutableList<Double>> grid(DoubleBinaryOperator function) {
    return IntStream.range(0, SIDE)
        .mapToObj(
            row ->
                IntStream.range(0, SIDE)
                    .mapToObj(column -> function.applyAsDouble(at(column), at(row)))
                    .collect(ImmutableList.toImmutableList()))
        .collect(ImmutableList.toImmutableList());
  }

  private static double at(int place) {
    return -2 + 4.0 * place / (SIDE - 1);
  }

  private static Plot plot() {
    Axis axis = new Axis(-2, 2, ImmutableList.of(), false);
    return new Plot(0, 0, 400, 400, axis, axis);
  }

  /** The line of the level 1 of x² + y² is the circle of radius 1: a quarter of the side. */
  @Test
  void aContourLineIsWhereTheFunctionHasItsLevel() {
    String path = new Contours(plot(), grid((x, y) -> x * x + y * y), 0).at(1);
    List<String> points = Splitter.on('M').omitEmptyStrings().splitToList(path.replace('L', 'M'));
    assertThat(points).hasSizeGreaterThan(100);
    for (String point : points) {
      List<String> numbers = Splitter.on(' ').splitToList(point);
      double x = Double.parseDouble(numbers.get(0)) - 200;
      double y = Double.parseDouble(numbers.get(1)) - 200;
      assertThat(Math.hypot(x, y)).isCloseTo(100, within(0.5));
    }
  }

  @Test
  void aLevelThatIsNowhereHasNoLine() {
    assertThat(new Contours(plot(), grid((x, y) -> x * x + y * y), 0).at(-1)).isEmpty();
  }

  /** Of centres of cells, the middle of the first is half a cell from the edge. */
  @Test
  void aGridOfCentresBeginsHalfACellInside() {
    ImmutableList<ImmutableList<Double>> two =
        ImmutableList.of(ImmutableList.of(0.0, 1.0), ImmutableList.of(0.0, 1.0));
    assertThat(new Contours(plot(), two, 0.5).at(0.25)).isEqualTo("M150 300L150 100");
  }

  @Test
  void pathsStayWithinTheirFrameAndSayWhatTheyAre() {
    SurfaceChart chart =
        new SurfaceChart(
            Phrasebook.ENGLISH,
            "c",
            "Path",
            "It goes down.",
            "w1",
            "w2",
            new Extent(-2, 2, -2, 2),
            grid((x, y) -> x * x + y * y),
            ImmutableList.of(1.0, 2.0),
            ImmutableList.of(new PointsChart.Point("", "", 0, 0)),
            ImmutableList.of(
                new LinesChart.Line(
                    "path",
                    SeriesStyle.of(1),
                    new double[] {1, 1e9, Double.NaN},
                    new double[] {1, -1e9, 0})));
    String svg = chart.draw();
    assertThat(Xml.parse(svg).getTextContent()).contains("It goes down.", "w1", "w2");
    assertThat(svg).containsOnlyOnce("class=\"trail\"").contains("clip-path=\"url(#c-clip)\"");
    assertThat(Splitter.on("class=\"contour\"").splitToList(svg)).hasSize(3);
  }
}
