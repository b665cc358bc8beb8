package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Many scores in the order of their rank, each with its interval, a line of text high.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the score
 * @param rows at least one, the best first; of too many those in the middle are left out
 */
public record RankChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    ImmutableList<Row> rows)
    implements SizedChart {

  /**
   * One score.
   *
   * @param rank from 1
   * @param interval of the score; empty if there is none
   */
  public record Row(
      int rank, String name, SeriesStyle style, double score, Optional<Interval> interval) {}

  /** With more rows than these, those in the middle are left out. */
  public static final int MOST = 40;

  private static final double TOP = 6;
  private static final double ROW = 22;
  private static final double BELOW = 48;
  private static final double SIDE = 14;

  @Override
  public String draw(ChartSize size) {
    ImmutableList<Row> first = rows.size() <= MOST ? rows : rows.subList(0, MOST / 2);
    ImmutableList<Row> last =
        rows.size() <= MOST
            ? ImmutableList.of()
            : rows.subList(rows.size() - MOST / 2, rows.size());
    double[] ends =
        rows.stream()
            .flatMapToDouble(
                row ->
                    DoubleStream.concat(
                        DoubleStream.of(row.score()),
                        row.interval().stream()
                            .flatMapToDouble(i -> DoubleStream.of(i.low(), i.high()))))
            .toArray();
    Axis across =
        Axis.around(
            words.numbers(),
            Arrays.stream(ends).min().orElse(0),
            Arrays.stream(ends).max().orElse(1),
            size.ticksAcross - 1);
    double names =
        Math.min(
            size.width * 0.42,
            rows.stream().mapToDouble(row -> Svg.textWidth(label(row))).max().orElse(0) + 8);
    int lines = first.size() + (last.isEmpty() ? 0 : last.size() + 1);
    double bottom = TOP + lines * ROW;
    Plot plot =
        new Plot(
            names + SIDE,
            TOP,
            size.width - SIDE,
            bottom,
            across,
            Axis.exactly(words.numbers(), 0, lines, 1));
    Markup svg =
        Svg.open(
            id + "-" + size.cssClass,
            size.cssClass,
            size.width,
            (int) Math.ceil(bottom + BELOW),
            title,
            description);
    for (Axis.Tick tick : across.ticks()) {
      Svg.line(svg, "grid", plot.x(tick.value()), TOP, plot.x(tick.value()), bottom);
    }
    double y = TOP + ROW / 2;
    for (Row row : first) {
      draw(svg, plot, row, names, y);
      y += ROW;
    }
    if (!last.isEmpty()) {
      String gap = words.say("… {0} more …", rows.size() - MOST);
      Svg.text(svg, "note", 2, y + 4.5, "start", gap);
      y += ROW;
    }
    for (Row row : last) {
      draw(svg, plot, row, names, y);
      y += ROW;
    }
    plot.drawAcross(svg, acrossTitle);
    return svg.close().toString();
  }

  private static String label(Row row) {
    return row.rank() + "  " + row.name();
  }

  private static void draw(Markup svg, Plot plot, Row row, double width, double y) {
    svg.open("g", "class", row.style().cssClass());
    Svg.text(svg, "name", 2, y + 4.5, "start", Svg.fitted(label(row), width));
    row.interval()
        .ifPresent(
            interval ->
                Svg.line(svg, "range", plot.x(interval.low()), y, plot.x(interval.high()), y));
    row.style().marker().draw(svg, plot.x(row.score()), y, 4.5);
    svg.close().line();
  }
}
