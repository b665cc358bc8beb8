package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A metric over the clock: the mean of each variant as a line with its 95 % band, runs that stopped
 * early as thin lines that end in a cross, and a ring where a run kept the parameters of that
 * point.
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
    OptionalDouble threshold)
    implements SizedChart {

  /**
   * One variant.
   *
   * @param name as in the study
   * @param style how it is drawn
   * @param curve its mean over seeds
   * @param stopped its runs that failed or are unfinished
   * @param kept points that single runs went back to at their end
   */
  public record Series(
      String name,
      SeriesStyle style,
      MeanCurve curve,
      ImmutableList<Trace> stopped,
      ImmutableList<Point> kept) {}

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
  private static final double LABEL_SPACING = 17;
  private static final int MARKERS = 7;
  private static final double KEPT_RADIUS = 5.5;
  private static final int MOST_LABELS = 10;

  /** With more bands than these, each is drawn fainter. */
  private static final int MOST_FULL_BANDS = 6;

  @Override
  public String draw(ChartSize size) {
    Axis up =
        isLogarithmic
            ? Axis.logarithmic(words.numbers(), range.low(), range.high())
            : Axis.around(words.numbers(), range.low(), range.high(), size.ticksUp);
    double left = Plot.roomFor(up);
    long distinct = series.stream().filter(one -> !one.style().isRest()).count();
    boolean direct = size.directLabels && distinct <= MOST_LABELS && series.size() > 1;
    boolean named = !direct && size != ChartSize.SMALL && series.size() > 1;
    double labels = direct ? labelRoom() : 14;
    Legend legend =
        new Legend(
            words,
            named ? series.stream().map(Series::name).toList() : List.of(),
            named ? series.stream().map(Series::style).toList() : List.of(),
            size.width - 8);
    Plot plot =
        new Plot(
            left,
            TOP,
            size.width - labels,
            size.height - BELOW,
            Axis.exactly(words.numbers(), 0, end, size.ticksAcross),
            up);
    int height = size.height + (int) Math.ceil(legend.height());
    String key = id + "-" + size.cssClass;
    Markup svg = Svg.open(key, size.cssClass, size.width, height, title, description);
    plot.drawAxes(svg, acrossTitle, isLogarithmic ? words.say("{0}, log scale", upTitle) : upTitle);
    plot.drawClip(svg, key);
    if (showsThreshold(plot)) {
      drawThreshold(svg, plot);
    }
    String crowd = distinct > MOST_FULL_BANDS ? "crowd" : "";
    svg.open("g", "class", crowd, "clip-path", "url(#" + key + "-clip)").line();
    series.stream().filter(one -> !one.style().isRest()).forEach(one -> drawBand(svg, plot, one));
    series.forEach(one -> drawStopped(svg, plot, one));
    for (int i = 0; i < series.size(); i++) {
      drawMean(svg, plot, series.get(i), i);
    }
    series.stream().filter(one -> !one.style().isRest()).forEach(one -> drawKept(svg, plot, one));
    svg.close().line();
    if (direct) {
      drawLabels(svg, plot, size.width - plot.right() - 34);
    }
    legend.draw(svg, 4, size.height - 4);
    return svg.close().toString();
  }

  private double labelRoom() {
    double widest =
        series.stream()
            .filter(one -> !one.style().isRest())
            .mapToDouble(one -> Svg.textWidth(one.name()))
            .max()
            .orElse(0);
    return Math.min(230, widest + 36);
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

  private static void drawBand(Markup svg, Plot plot, Series one) {
    MeanCurve curve = one.curve();
    int from = 0;
    while (from < curve.mean().length) {
      int to = from;
      while (to < curve.mean().length && Double.isFinite(curve.low()[to])) {
        to++;
      }
      if (to > from) {
        svg.empty(
            "path",
            "class",
            "band " + one.style().cssClass(),
            "d",
            bandPath(plot, curve, from, to));
      }
      from = Math.max(to, from) + 1;
    }
    svg.line();
  }

  private static String bandPath(Plot plot, MeanCurve curve, int from, int to) {
    StringBuilder path = new StringBuilder();
    for (int i = from; i < to; i++) {
      append(path, plot, curve.positions()[i], curve.high()[i]);
    }
    for (int i = to - 1; i >= from; i--) {
      append(path, plot, curve.positions()[i], curve.low()[i]);
    }
    return path.append('z').toString();
  }

  private static void append(StringBuilder path, Plot plot, double step, double value) {
    path.append(path.length() == 0 ? 'M' : 'L')
        .append(Svg.number(plot.x(step)))
        .append(' ')
        .append(Svg.number(plot.y(value)));
  }

  private static void drawStopped(Markup svg, Plot plot, Series one) {
    for (Trace trace : one.stopped()) {
      int last = lastFinite(trace.values());
      if (last < 0) {
        continue;
      }
      svg.open("g", "class", "stopped " + one.style().cssClass());
      svg.empty("path", "d", plot.linePath(trace.steps(), trace.values(), true));
      Marker.CROSS.draw(svg, plot.x(trace.steps()[last]), plot.y(trace.values()[last]), 5);
      svg.close().line();
    }
  }

  private static void drawKept(Markup svg, Plot plot, Series one) {
    if (one.kept().isEmpty()) {
      return;
    }
    svg.open("g", "class", "kept " + one.style().cssClass());
    for (Point point : one.kept()) {
      Marker.CIRCLE.draw(svg, plot.x(point.step()), plot.y(point.value()), KEPT_RADIUS);
    }
    svg.close().line();
  }

  private static int lastFinite(double[] values) {
    int last = values.length - 1;
    while (last >= 0 && !Double.isFinite(values[last])) {
      last--;
    }
    return last;
  }

  private void drawMean(Markup svg, Plot plot, Series one, int place) {
    MeanCurve curve = one.curve();
    if (lastFinite(curve.mean()) < 0) {
      return;
    }
    svg.open("g", "class", one.style().cssClass());
    svg.empty(
        "path",
        "class",
        "mean",
        "d",
        plot.linePath(curve.positions(), curve.mean(), bridgesGaps),
        "stroke-dasharray",
        one.style().dash());
    int every = Math.max(1, (curve.mean().length + MARKERS - 1) / MARKERS);
    int offset = place * every / series.size();
    for (int i = offset; i < curve.mean().length && !one.style().isRest(); i += every) {
      if (Double.isFinite(curve.mean()[i])) {
        one.style().marker().draw(svg, plot.x(curve.positions()[i]), plot.y(curve.mean()[i]), 3.6);
      }
    }
    svg.close().line();
  }

  private record Label(Series series, double wanted) {}

  private void drawLabels(Markup svg, Plot plot, double width) {
    List<Label> labels = new ArrayList<>();
    for (Series one : series) {
      int last = lastFinite(one.curve().mean());
      if (last >= 0 && !one.style().isRest()) {
        labels.add(new Label(one, plot.y(one.curve().mean()[last])));
      }
    }
    labels.sort(Comparator.comparingDouble(Label::wanted));
    double[] places = spread(labels, plot.top(), plot.bottom());
    for (int i = 0; i < places.length; i++) {
      Series one = labels.get(i).series();
      int last = lastFinite(one.curve().mean());
      double x = plot.right() + 16;
      svg.open("g", "class", one.style().cssClass());
      Svg.line(
          svg,
          "leader",
          plot.x(one.curve().positions()[last]) + 3,
          labels.get(i).wanted(),
          x - 1,
          places[i]);
      one.style().marker().draw(svg, x + 4, places[i], 4);
      Svg.text(svg, "name", x + 14, places[i] + 4.5, "start", Svg.fitted(one.name(), width));
      svg.close().line();
    }
  }

  /** Places near the wanted ones that keep a distance: pushed down, then back up from the end. */
  private static double[] spread(List<Label> labels, double top, double bottom) {
    double[] places = labels.stream().mapToDouble(Label::wanted).toArray();
    for (int i = 0; i < places.length; i++) {
      places[i] = Math.max(places[i], i == 0 ? top : places[i - 1] + LABEL_SPACING);
    }
    for (int i = places.length - 1; i >= 0; i--) {
      places[i] =
          Math.min(places[i], i == places.length - 1 ? bottom : places[i + 1] - LABEL_SPACING);
    }
    return places;
  }
}
