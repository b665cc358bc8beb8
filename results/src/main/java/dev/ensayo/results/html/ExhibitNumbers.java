package dev.ensayo.results.html;

import com.google.common.primitives.Doubles;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.chart.LinesChart;
import dev.ensayo.results.language.Phrasebook;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What charts of exhibits say to those who cannot see them: their captions, and their numbers. */
final class ExhibitNumbers {
  /** Of more lines than these, a listener keeps none. */
  private static final int MOST_LINES = 12;

  private final Phrasebook words;

  ExhibitNumbers(Phrasebook words) {
    this.words = words;
  }

  /** Where lines begin and end. */
  String ofLines(String caption, List<LinesChart.Line> lines) {
    String ends =
        lines.stream()
            .limit(MOST_LINES)
            .map(
                line -> {
                  double[] finite = Arrays.stream(line.y()).filter(Double::isFinite).toArray();
                  return finite.length == 0
                      ? words.say("{0} has no finite value", line.name())
                      : words.say(
                          "{0} goes from {1} to {2}",
                          line.name(),
                          words.number(finite[0]),
                          words.number(finite[finite.length - 1]));
                })
            .collect(Collectors.joining("; "));
    return joined(caption, ends + ".");
  }

  /** Where points lie. */
  String ofPoints(String caption, String across, String up, double[] x, double[] y) {
    return joined(
        caption,
        words.counted(x.length, "{0} point|{0} points")
            + ": "
            + range(across, Arrays.stream(x))
            + ", "
            + range(up, Arrays.stream(y))
            + ".");
  }

  /** The same of points of a plane without names of axes. */
  String ofPlane(String caption, List<Exhibit.Points.Point> points) {
    return ofPoints(
        caption,
        "x",
        "y",
        Doubles.toArray(points.stream().map(Exhibit.Points.Point::x).toList()),
        Doubles.toArray(points.stream().map(Exhibit.Points.Point::y).toList()));
  }

  private String range(String axis, DoubleStream values) {
    DoubleSummaryStatistics finite = values.filter(Double::isFinite).summaryStatistics();
    return finite.getCount() == 0
        ? words.say("{0} has no finite value", axis)
        : words.say(
            "{0} from {1} to {2}",
            axis, words.number(finite.getMin()), words.number(finite.getMax()));
  }

  private static String joined(String caption, String numbers) {
    return caption.isEmpty() ? numbers : caption + " " + numbers;
  }
}
