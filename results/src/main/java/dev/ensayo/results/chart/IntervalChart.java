package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Final scores: for each variant the interquartile mean with its interval, and every run as a small
 * tick below it.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the score
 * @param rows in the order of the study
 * @param reference drawn as a line from top to bottom, such as the baseline's score
 */
public record IntervalChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    ImmutableList<Row> rows,
    OptionalDouble reference) {

  /**
   * One variant.
   *
   * @param scores of its runs
   * @param center interquartile mean; empty if no run has a score
   * @param interval of the center; empty if there is none
   */
  public record Row(
      String name,
      SeriesStyle style,
      double[] scores,
      OptionalDouble center,
      Optional<Interval> interval) {}

  private static final int WIDTH = 420;
  private static final double SIDE = 14;
  private static final double TOP = 6;
  private static final double ROW = 52;
  private static final double BELOW = 48;

  /** The chart as an {@code <svg>} element. */
  public String draw() {
    DoubleStream ofRows =
        rows.stream()
            .flatMapToDouble(
                row ->
                    DoubleStream.concat(
                        Arrays.stream(row.scores()),
                        row.interval().stream()
                            .flatMapToDouble(i -> DoubleStream.of(i.low(), i.high()))));
    double[] all = DoubleStream.concat(ofRows, reference.stream()).toArray();
    Axis across =
        Axis.around(
            words.numbers(),
            Arrays.stream(all).min().orElse(0),
            Arrays.stream(all).max().orElse(1),
            5);
    double bottom = TOP + rows.size() * ROW;
    Plot plot =
        new Plot(
            SIDE,
            TOP,
            WIDTH - SIDE,
            bottom,
            across,
            Axis.exactly(words.numbers(), 0, rows.size(), 1));
    Markup svg =
        Svg.open(id, "interval", WIDTH, (int) Math.ceil(bottom + BELOW), title, description);
    for (Axis.Tick tick : across.ticks()) {
      Svg.line(svg, "grid", plot.x(tick.value()), TOP, plot.x(tick.value()), bottom);
    }
    reference.ifPresent(
        value -> Svg.line(svg, "threshold", plot.x(value), TOP, plot.x(value), bottom));
    for (int i = 0; i < rows.size(); i++) {
      drawRow(svg, plot, rows.get(i), TOP + i * ROW);
    }
    plot.drawAcross(svg, acrossTitle);
    return svg.close().toString();
  }

  private void drawRow(Markup svg, Plot plot, Row row, double top) {
    svg.open("g", "class", row.style().cssClass());
    Svg.text(
        svg, "name halo", plot.left(), top + 15, "start", Svg.fitted(row.name(), WIDTH - 2 * SIDE));
    double y = top + 28;
    row.interval()
        .ifPresent(
            interval -> {
              double low = plot.x(interval.low());
              double high = plot.x(interval.high());
              Svg.line(svg, "range", low, y, high, y);
              Svg.line(svg, "range", low, y - 5, low, y + 5);
              Svg.line(svg, "range", high, y - 5, high, y + 5);
            });
    row.center().ifPresent(center -> row.style().marker().draw(svg, plot.x(center), y, 5.5));
    if (row.center().isEmpty()) {
      Svg.text(svg, "note", plot.left(), y + 5, "start", words.say("no finished run with a score"));
    }
    for (double score : row.scores()) {
      Svg.line(svg, "run", plot.x(score), y + 9, plot.x(score), y + 17);
    }
    svg.close().line();
  }
}
