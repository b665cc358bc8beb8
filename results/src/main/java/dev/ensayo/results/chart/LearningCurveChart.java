package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A metric over a clock: the mean of each variant as a line with its 95 % band, behind it its
 * single runs as thin lines, runs that stopped early as thin lines that end in a cross, and a ring
 * where a run kept the parameters of that point. Where variants have names beside or below, a name
 * can be pointed at or reached by keyboard; the style sheet then fades the other variants.
 *
 * @param words the language of its numbers and labels
 * @param id makes the chart's element ids unique within a page
 * @param title what it shows, for those who cannot see it
 * @param description what can be read from it, for those who cannot see it
 * @param acrossTitle the clock and its unit
 * @param upTitle the metric
 * @param series in the order of the study
 * @param range what the vertical axis covers at least; bands are cut at its ends
 * @param end last step of the clock
 * @param bridgesGaps whether lines go on over points without a value, which is right for bins in
 *     which nothing was recorded, and wrong for values that are NaN
 * @param isLogarithmic whether the vertical axis is logarithmic; {@code range} is then positive
 * @param isLogarithmicAcross whether the horizontal axis is; what lies at 0 is then left out
 * @param threshold drawn as a line across, if there is one
 */
public record LearningCurveChart(
    Phrasebook words,
    String id,
    String title,
    String description,
    String acrossTitle,
    String upTitle,
    ImmutableList<Series> series,
    Interval range,
    double end,
    boolean bridgesGaps,
    boolean isLogarithmic,
    boolean isLogarithmicAcross,
    OptionalDouble threshold)
    implements SizedChart {

  /**
   * One variant.
   *
   * @param name as in the study
   * @param style how it is drawn
   * @param told what its curve says, for those who point at its name or cannot see it
   * @param curve its mean over seeds
   * @param seeds its finished runs
   * @param stopped its runs that failed or are unfinished
   * @param kept points that single runs went back to at their end
   */
  public record Series(
      String name,
      SeriesStyle style,
      String told,
      MeanCurve curve,
      ImmutableList<Trace> seeds,
      ImmutableList<Trace> stopped,
      ImmutableList<Point> kept) {
    private Series afterTheFirstStep() {
      return new Series(
          name,
          style,
          told,
          curve.where(position -> position > 0),
          afterTheFirstStep(seeds),
          afterTheFirstStep(stopped),
          kept.stream().filter(point -> point.step() > 0).collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableList<Trace> afterTheFirstStep(ImmutableList<Trace> runs) {
      return runs.stream()
          .map(
              run -> {
                double[] values = run.values().clone();
                Arrays.setAll(values, i -> run.steps()[i] > 0 ? values[i] : Double.NaN);
                return new Trace(run.steps(), values);
              })
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * A point of one run.
   *
   * @param step on the clock
   * @param value of the metric
   */
  public record Point(double step, double value) {}

  /**
   * One run.
   *
   * @param steps {@code [T]}
   * @param values {@code [T]}
   */
  public record Trace(double[] steps, double[] values) {}

  private static final double TOP = 34;
  private static final double BELOW = 50;
  private static final int MOST_LABELS = 10;

  /** With more bands than these, each is drawn fainter. */
  private static final int MOST_FULL_BANDS = 6;

  /** With the runs of more variants than these, runs and bands are drawn fainter. */
  private static final int MOST_FULL_SEEDS = 2;

  @Override
  public String draw(ChartSize size) {
    Axis up =
        isLogarithmic
            ? Axis.logarithmic(words.numbers(), range.low(), range.high())
            : Axis.around(words.numbers(), range.low(), range.high(), size.ticksUp);
    long distinct = series.stream().filter(one -> !one.style().isRest()).count();
    boolean areSeveral = series.size() > 1;
    boolean direct = size.directLabels && distinct <= MOST_LABELS && areSeveral;
    boolean named = !direct && size != ChartSize.SMALL && areSeveral;
    Legend legend = legend(named ? series : ImmutableList.of(), size);
    Plot plot =
        new Plot(
            Plot.roomFor(up),
            TOP,
            size.width - (direct ? EndLabels.room(series) : 14),
            size.height - BELOW,
            across(size),
            up);
    int height = size.height + (int) Math.ceil(legend.height());
    String key = id + "-" + size.cssClass;
    Markup svg =
        (direct || named) && series.stream().anyMatch(one -> !one.told().isEmpty())
            ? Svg.openWithMarks(key, size.cssClass, size.width, height, title, description)
            : Svg.open(key, size.cssClass, size.width, height, title, description);
    plot.drawAxes(svg, across(acrossTitle), up(upTitle));
    plot.drawClip(svg, key);
    if (showsThreshold(plot)) {
      drawThreshold(svg, plot);
    }
    svg.open("g", "class", crowd(distinct), "clip-path", "url(#" + key + "-clip)").line();
    new CurveLayers(plot, bridgesGaps).draw(svg, placed());
    svg.close().line();
    if (direct) {
      new EndLabels(plot, size.width - plot.right() - 34).draw(svg, series);
    }
    legend.draw(svg, 4, size.height - 4);
    return svg.close().toString();
  }

  private String crowd(long distinct) {
    boolean hasSeeds = series.stream().anyMatch(one -> !one.seeds().isEmpty());
    return distinct > MOST_FULL_BANDS
        ? "crowd"
        : hasSeeds && distinct > MOST_FULL_SEEDS ? "faint" : "";
  }

  /** Those points that have a place on the horizontal axis. */
  private List<Series> placed() {
    return isLogarithmicAcross ? series.stream().map(Series::afterTheFirstStep).toList() : series;
  }

  private Legend legend(List<Series> named, ChartSize size) {
    return new Legend(
        words,
        named.stream().map(Series::name).toList(),
        named.stream().map(Series::style).toList(),
        named.stream().map(Series::told).toList(),
        size.width - 8);
  }

  private String up(String what) {
    return isLogarithmic ? words.say("{0}, log scale", what) : what;
  }

  private String across(String what) {
    return isLogarithmicAcross ? words.say("{0}, log scale", what) : what;
  }

  /** On a logarithmic axis from the first position after 0. */
  private Axis across(ChartSize size) {
    double first =
        series.stream()
            .flatMapToDouble(one -> Arrays.stream(one.curve().positions()))
            .filter(position -> position > 0)
            .min()
            .orElse(end);
    return isLogarithmicAcross && first < end
        ? Axis.logarithmicBetween(words.numbers(), first, end)
        : Axis.exactly(words.numbers(), 0, end, ticks(size));
  }

  /** Of a few epochs, not more than there are. */
  private int ticks(ChartSize size) {
    return (int) Math.min(size.ticksAcross, Math.max(2, end));
  }

  private boolean showsThreshold(Plot plot) {
    return threshold.isPresent()
        && threshold.getAsDouble() >= plot.up().low()
        && threshold.getAsDouble() <= plot.up().high();
  }

  private void drawThreshold(Markup svg, Plot plot) {
    double y = plot.y(threshold.orElseThrow());
    Svg.line(svg, "threshold", plot.left(), y, plot.right(), y);
    String label = words.say("dotted: threshold {0}", words.number(threshold.orElseThrow()));
    Svg.text(svg, "note", plot.right(), TOP - 14, "end", label);
  }
}
