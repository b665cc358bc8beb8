package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.PerformanceProfile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Performance profiles: the share of runs that score at least (or, where lower is better, at most)
 * each value.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the score
 * @param upTitle what share is counted
 * @param series in the order of the study, each with at least one score
 * @param higherIsBetter whether runs at or above a score are counted, or those at or below
 */
public record ProfileChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    ImmutableList<Series> series,
    boolean higherIsBetter) {

  /** One variant. */
  public record Series(String name, SeriesStyle style, PerformanceProfile profile) {}

  private static final int WIDTH = 420;
  private static final int HEIGHT = 280;

  /** With more bands than these, each is drawn fainter. */
  private static final int MOST_FULL_BANDS = 3;

  /** The chart as an {@code <svg>} element. */
  public String draw() {
    double[] all =
        series.stream().flatMapToDouble(s -> Arrays.stream(s.profile().scores())).toArray();
    Axis across =
        Axis.around(
            words.numbers(),
            Arrays.stream(all).min().orElse(0),
            Arrays.stream(all).max().orElse(1),
            5);
    Axis up = Axis.exactly(words.numbers(), 0, 1, 4);
    Plot plot = new Plot(44, 34, WIDTH - 14, HEIGHT - 50, across, up);
    List<String> names = series.size() > 1 ? series.stream().map(Series::name).toList() : List.of();
    Legend legend =
        new Legend(
            words,
            names,
            series.stream().map(Series::style).limit(names.size()).toList(),
            WIDTH - 8);
    int height = HEIGHT + (int) Math.ceil(legend.height());
    Markup svg = Svg.open(id, "profile", WIDTH, height, title, description);
    plot.drawAxes(svg, acrossTitle, upTitle);
    svg.open("g", "class", series.size() > MOST_FULL_BANDS ? "crowd" : "");
    series.stream().filter(one -> !one.style().isRest()).forEach(one -> drawBand(svg, plot, one));
    svg.close().line();
    for (Series one : series) {
      svg.open("g", "class", one.style().cssClass());
      svg.empty(
          "path", "class", "mean", "d", path(plot, one), "stroke-dasharray", one.style().dash());
      for (double score : one.style().isRest() ? new double[0] : one.profile().scores()) {
        one.style().marker().draw(svg, plot.x(score), plot.y(share(one, score)), 3.2);
      }
      svg.close().line();
    }
    legend.draw(svg, 4, HEIGHT - 4);
    return svg.close().toString();
  }

  private double share(Series one, double tau) {
    return higherIsBetter ? one.profile().atLeast(tau) : one.profile().atMost(tau);
  }

  /** Between the ends of the intervals of the share, from one score to the next. */
  private void drawBand(Markup svg, Plot plot, Series one) {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(plot.across().low(), plot.across().high()),
                Arrays.stream(one.profile().scores()))
            .distinct()
            .sorted()
            .toArray();
    StringBuilder above = new StringBuilder();
    StringBuilder below = new StringBuilder();
    for (int i = 0; i + 1 < ends.length; i++) {
      // Between two scores the share is that at the better one of them.
      Interval share =
          one.profile().interval(higherIsBetter ? ends[i + 1] : ends[i], higherIsBetter);
      corner(above, plot, ends[i], share.high(), false);
      corner(above, plot, ends[i + 1], share.high(), false);
      corner(below, plot, ends[i], share.low(), true);
      corner(below, plot, ends[i + 1], share.low(), true);
    }
    String path = "M" + above.substring(1) + below + "z";
    svg.empty("path", "class", "band " + one.style().cssClass(), "d", path);
  }

  /** Appends a corner of a path, or puts it before the others. */
  private static void corner(
      StringBuilder path, Plot plot, double score, double share, boolean first) {
    String corner = "L" + Svg.number(plot.x(score)) + " " + Svg.number(plot.y(share));
    path.insert(first ? 0 : path.length(), corner);
  }

  /** Steps at the scores; the share at a score itself belongs to the better side. */
  private String path(Plot plot, Series one) {
    double[] scores = Arrays.stream(one.profile().scores()).distinct().toArray();
    if (!higherIsBetter) {
      for (int i = 0; i < scores.length / 2; i++) {
        double held = scores[i];
        scores[i] = scores[scores.length - 1 - i];
        scores[scores.length - 1 - i] = held;
      }
    }
    StringBuilder path = new StringBuilder();
    double from = higherIsBetter ? plot.left() : plot.right();
    double to = higherIsBetter ? plot.right() : plot.left();
    path.append('M').append(Svg.number(from)).append(' ').append(Svg.number(plot.y(1)));
    for (double score : scores) {
      path.append('V').append(Svg.number(plot.y(share(one, score))));
      path.append('H').append(Svg.number(plot.x(score)));
    }
    path.append('V').append(Svg.number(plot.y(0)));
    return path.append('H').append(Svg.number(to)).toString();
  }
}
