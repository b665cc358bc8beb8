package dev.ensayo.results.chart;

import dev.ensayo.results.chart.LearningCurveChart.Point;
import dev.ensayo.results.chart.LearningCurveChart.Series;
import dev.ensayo.results.chart.LearningCurveChart.Trace;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.statistics.MeanCurve;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@link LearningCurveChart} draws inside its frame, from the back to the front: bands, single
 * runs, runs that stopped, means, and where runs went back to. Each has the class of its variant's
 * style, by which the style sheet fades what is not pointed at.
 *
 * @param plot the frame
 * @param bridgesGaps whether lines go on over points without a value
 */
record CurveLayers(Plot plot, boolean bridgesGaps) {
  private static final int MARKERS = 7;
  private static final double KEPT_RADIUS = 5.5;

  void draw(Markup svg, List<Series> series) {
    series.stream().filter(one -> !one.style().isRest()).forEach(one -> drawBand(svg, one));
    series.stream().filter(one -> !one.style().isRest()).forEach(one -> drawSeeds(svg, one));
    series.forEach(one -> drawStopped(svg, one));
    for (int i = 0; i < series.size(); i++) {
      drawMean(svg, series.get(i), i * 1.0 / series.size());
    }
    series.stream().filter(one -> !one.style().isRest()).forEach(one -> drawKept(svg, one));
  }

  private static String part(Series one) {
    return "part " + one.style().cssClass();
  }

  private void drawBand(Markup svg, Series one) {
    MeanCurve curve = one.curve();
    int from = 0;
    while (from < curve.mean().length) {
      int to = from;
      while (to < curve.mean().length && Double.isFinite(curve.low()[to])) {
        to++;
      }
      if (to > from) {
        svg.empty("path", "class", "band " + part(one), "d", bandPath(curve, from, to));
      }
      from = Math.max(to, from) + 1;
    }
    svg.line();
  }

  private String bandPath(MeanCurve curve, int from, int to) {
    StringBuilder path = new StringBuilder();
    for (int i = from; i < to; i++) {
      append(path, curve.positions()[i], curve.high()[i]);
    }
    for (int i = to - 1; i >= from; i--) {
      append(path, curve.positions()[i], curve.low()[i]);
    }
    return path.append('z').toString();
  }

  private void append(StringBuilder path, double step, double value) {
    path.append(path.length() == 0 ? 'M' : 'L')
        .append(Svg.number(plot.x(step)))
        .append(' ')
        .append(Svg.number(plot.y(value)));
  }

  /** One path for all: what is told apart is the variant. */
  private void drawSeeds(Markup svg, Series one) {
    if (one.seeds().size() < 2) {
      return;
    }
    StringBuilder paths = new StringBuilder();
    one.seeds().forEach(run -> paths.append(path(run)));
    svg.empty("path", "class", "seeds " + part(one), "d", paths.toString()).line();
  }

  private String path(Trace run) {
    return plot.linePath(run.steps(), run.values(), true);
  }

  private void drawStopped(Markup svg, Series one) {
    for (Trace trace : one.stopped()) {
      int last = lastFinite(trace.values());
      if (last < 0) {
        continue;
      }
      svg.open("g", "class", "stopped " + part(one));
      svg.empty("path", "d", path(trace));
      Marker.CROSS.draw(svg, plot.x(trace.steps()[last]), plot.y(trace.values()[last]), 5);
      svg.close().line();
    }
  }

  private void drawKept(Markup svg, Series one) {
    if (one.kept().isEmpty()) {
      return;
    }
    svg.open("g", "class", "kept " + part(one));
    for (Point point : one.kept()) {
      Marker.CIRCLE.draw(svg, plot.x(point.step()), plot.y(point.value()), KEPT_RADIUS);
    }
    svg.close().line();
  }

  static int lastFinite(double[] values) {
    int last = values.length - 1;
    while (last >= 0 && !Double.isFinite(values[last])) {
      last--;
    }
    return last;
  }

  private void drawMean(Markup svg, Series one, double shift) {
    MeanCurve curve = one.curve();
    if (lastFinite(curve.mean()) < 0) {
      return;
    }
    svg.open("g", "class", part(one));
    svg.empty(
        "path",
        "class",
        "mean",
        "d",
        plot.linePath(curve.positions(), curve.mean(), bridgesGaps),
        "stroke-dasharray",
        one.style().dash());
    if (!one.style().isRest()) {
      drawMarkers(svg, one, shift);
    }
    svg.close().line();
  }

  /** Some of the points that have a value; those of other variants are shifted against them. */
  private void drawMarkers(Markup svg, Series one, double shift) {
    MeanCurve curve = one.curve();
    int[] there =
        IntStream.range(0, curve.mean().length)
            .filter(i -> Double.isFinite(curve.mean()[i]))
            .toArray();
    int every = Math.max(1, (there.length + MARKERS - 1) / MARKERS);
    for (int i = (int) (shift * every); i < there.length; i += every) {
      double x = plot.x(curve.positions()[there[i]]);
      one.style().marker().draw(svg, x, plot.y(curve.mean()[there[i]]), 3.6);
    }
  }
}
