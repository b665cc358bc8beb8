package dev.ensayo.results.chart;

import dev.ensayo.results.chart.LearningCurveChart.Series;
import dev.ensayo.results.markup.Markup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The names of variants beside the ends of their lines.
 *
 * @param plot the frame
 * @param width what names are cut to
 */
record EndLabels(Plot plot, double width) {
  private static final double LABEL_SPACING = 17;

  private record Label(Series series, double wanted) {}

  /** How much of a chart's width they need. */
  static double room(List<Series> series) {
    double widest =
        series.stream()
            .filter(one -> !one.style().isRest())
            .mapToDouble(one -> Svg.textWidth(one.name()))
            .max()
            .orElse(0);
    return Math.min(230, widest + 36);
  }

  void draw(Markup svg, List<Series> series) {
    List<Label> labels = new ArrayList<>();
    for (Series one : series) {
      int last = CurveLayers.lastFinite(one.curve().mean());
      if (last >= 0 && !one.style().isRest()) {
        labels.add(new Label(one, plot.y(one.curve().mean()[last])));
      }
    }
    labels.sort(Comparator.comparingDouble(Label::wanted));
    double[] places = spread(labels, plot.top(), plot.bottom());
    for (int i = 0; i < places.length; i++) {
      Series one = labels.get(i).series();
      int last = CurveLayers.lastFinite(one.curve().mean());
      double x = plot.right() + 16;
      Svg.openMark(svg, one.style(), one.told());
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
