package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Normalized scores in each task: a group of bars a task, a bar a method, from 0 to its score, with
 * a tick for each run. What lies far outside of 0 to 1 is cut at the frame.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the normalized score
 * @param tasks at least one
 * @param methods names, at least one
 * @param styles of the methods
 */
public record TaskBarsChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    ImmutableList<Task> tasks,
    ImmutableList<String> methods,
    ImmutableList<SeriesStyle> styles)
    implements SizedChart {

  /**
   * One task.
   *
   * @param bars one for each method
   */
  public record Task(String name, ImmutableList<Bar> bars) {}

  /**
   * One method in one task.
   *
   * @param score where the bar ends
   * @param runs scores of the runs, at least one
   */
  public record Bar(double score, double[] runs) {}

  private static final double LEAST = -0.25;
  private static final double MOST = 1.25;
  private static final double TOP = 6;
  private static final double BAR = 9;
  private static final double PITCH = 13;
  private static final double BETWEEN = 14;
  private static final double HEADING = 18;
  private static final double BELOW = 48;
  private static final double SIDE = 14;

  @Override
  public String draw(ChartSize size) {
    boolean isBeside = size.directLabels;
    double names = isBeside ? Math.min(240, size.width * 0.3) : SIDE;
    double group = methods.size() * PITCH + BETWEEN + (isBeside ? 0 : HEADING);
    double bottom = TOP + tasks.size() * group;
    double[] ends = tasks.stream().flatMapToDouble(TaskBarsChart::ends).toArray();
    Axis across =
        Axis.around(
            words.numbers(),
            Math.max(LEAST, Math.min(0, Arrays.stream(ends).min().orElse(0))),
            Math.min(MOST, Math.max(1, Arrays.stream(ends).max().orElse(1))),
            size.ticksAcross);
    Plot plot =
        new Plot(
            names,
            TOP,
            size.width - SIDE,
            bottom,
            across,
            Axis.exactly(words.numbers(), 0, tasks.size(), 1));
    Legend legend = new Legend(words, methods, styles, size.width - 8);
    double below = bottom + BELOW;
    Markup svg =
        Svg.open(
            id + "-" + size.cssClass,
            size.cssClass,
            size.width,
            (int) Math.ceil(below + legend.height()),
            title,
            description);
    for (Axis.Tick tick : across.ticks()) {
      Svg.line(svg, "grid", plot.x(tick.value()), TOP, plot.x(tick.value()), bottom);
    }
    Svg.line(svg, "threshold", plot.x(1), TOP, plot.x(1), bottom);
    double top = TOP + BETWEEN / 2;
    for (Task task : tasks) {
      double bars = isBeside ? top : top + HEADING;
      double middle = top + methods.size() * PITCH / 2;
      Svg.text(
          svg,
          "name",
          2,
          isBeside ? middle + 4 : top + 12,
          "start",
          Svg.fitted(task.name(), isBeside ? names - 8 : size.width - SIDE));
      for (int i = 0; i < task.bars().size(); i++) {
        draw(svg, plot, task.bars().get(i), styles.get(i), bars + i * PITCH);
      }
      top += group;
    }
    plot.drawAcross(svg, acrossTitle);
    legend.draw(svg, 4, below - 4);
    return svg.close().toString();
  }

  private static DoubleStream ends(Task task) {
    return task.bars().stream().flatMapToDouble(bar -> DoubleStream.of(bar.score()));
  }

  private static void draw(Markup svg, Plot plot, Bar bar, SeriesStyle style, double top) {
    svg.open("g", "class", style.cssClass());
    double from = plot.x(Math.min(0, seen(bar.score())));
    double to = plot.x(Math.max(0, seen(bar.score())));
    svg.empty(
        "rect",
        "class",
        "bar",
        "x",
        Svg.number(from),
        "y",
        Svg.number(top),
        "width",
        Svg.number(Math.max(1, to - from)),
        "height",
        Svg.number(BAR));
    for (double run : bar.runs()) {
      double x = plot.x(seen(run));
      Svg.line(svg, "run", x, top - 1, x, top + BAR + 1);
    }
    svg.close().line();
  }

  private static double seen(double score) {
    return Math.max(LEAST, Math.min(MOST, score));
  }
}
