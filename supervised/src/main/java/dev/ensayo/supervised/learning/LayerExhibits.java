package dev.ensayo.supervised.learning;

import dev.ensayo.backend.model.LayerStatistics;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Curves.Line;
import dev.ensayo.supervised.learning.LayerLog.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a finished run shows of its layers: by depth, at the start and the end, and over time. */
final class LayerExhibits {
  private static final String STANDARD_DEVIATION = "standard deviation";
  private static final String GRADIENT = "norm of the gradient";
  private static final String GRADIENT_CAPTION =
      "Norm of the gradient of the mean test loss in each layer's parameters.";

  private final List<Moment> moments;
  private final String clock;

  /**
   * @param moments at least one
   * @param clock what is counted, in the plural
   */
  LayerExhibits(List<Moment> moments, String clock) {
    this.moments = moments;
    this.clock = clock;
  }

  List<Exhibit> all() {
    List<Exhibit> exhibits = new ArrayList<>();
    Moment start = moments.get(0);
    exhibits.add(
        byDepth(
            "layers-spread-start",
            "Spread of the layers' outputs before learning",
            "Standard deviation over units and test examples, from the first layer to the output.",
            STANDARD_DEVIATION,
            start,
            LayerStatistics::deviation));
    exhibits.add(
        byDepth(
            "layers-signal-start",
            "What tells examples apart before learning",
            "The part of the spread that tells one test example from another: the root of the"
                + " units' mean variance over the examples.",
            STANDARD_DEVIATION,
            start,
            LayerStatistics::signal));
    exhibits.add(
        byDepth(
            "layers-gradient-start",
            "Gradient of the layers before learning",
            GRADIENT_CAPTION,
            GRADIENT,
            start,
            LayerStatistics::gradientNorm));
    exhibits.add(
        byDepth(
            "layers-gradient-end",
            "Gradient of the layers at the end",
            GRADIENT_CAPTION,
            GRADIENT,
            moments.get(moments.size() - 1),
            LayerStatistics::gradientNorm));
    exhibits.add(
        overTime(
            "layers-mean",
            "Mean of the layers' outputs while learning",
            "Mean over units and test examples, layer by layer.",
            "mean",
            false,
            LayerStatistics::mean));
    exhibits.add(
        overTime(
            "layers-spread",
            "Spread of the layers' outputs while learning",
            "Standard deviation over units and test examples, layer by layer.",
            STANDARD_DEVIATION,
            false,
            LayerStatistics::deviation));
    exhibits.add(
        overTime(
            "layers-gradient",
            "Gradient of the layers while learning",
            GRADIENT_CAPTION,
            GRADIENT,
            true,
            LayerStatistics::gradientNorm));
    exhibits.add(
        overTime(
            "layers-saturated",
            "Saturated outputs while learning",
            "Share of the outputs that lie within 2.5% of the function's range of one of its"
                + " limits.",
            "share of the outputs",
            false,
            LayerStatistics::saturated));
    exhibits.add(
        overTime(
            "layers-dead",
            "Dead units while learning",
            "Share of the units that put out the same flat limit of their function, as a ReLU its"
                + " 0, for every test example: no gradient passes them.",
            "share of the units",
            false,
            LayerStatistics::dead));
    exhibits.removeIf(exhibit -> ((Exhibit.Curves) exhibit).lines().isEmpty());
    return exhibits;
  }

  /** On a logarithmic axis, where what is not positive is left out. */
  private static Exhibit byDepth(
      String name,
      String title,
      String caption,
      String vertical,
      Moment moment,
      ToDoubleFunction<LayerStatistics> value) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int layer = 0; layer < moment.layers().size(); layer++) {
      add(x, y, layer + 1, value.applyAsDouble(moment.layers().get(layer)), true);
    }
    List<Line> lines = x.isEmpty() ? List.of() : List.of(new Line(vertical, x, y));
    return new Exhibit.Curves(name, title, caption, "layer", vertical, true, lines);
  }

  private Exhibit overTime(
      String name,
      String title,
      String caption,
      String vertical,
      boolean logarithmic,
      ToDoubleFunction<LayerStatistics> value) {
    List<Line> lines = new ArrayList<>();
    int layers = moments.get(0).layers().size();
    for (int layer = 0; layer < layers; layer++) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (Moment moment : moments) {
        double seen = value.applyAsDouble(moment.layers().get(layer));
        add(x, y, (double) moment.position(), seen, logarithmic);
      }
      if (!x.isEmpty()) {
        lines.add(new Line(label(layer, moments.get(0).layers().get(layer).kind()), x, y));
      }
    }
    return new Exhibit.Curves(name, title, caption, clock, vertical, logarithmic, lines);
  }

  private static void add(
      List<Double> x, List<Double> y, double position, double value, boolean logarithmic) {
    if (Double.isFinite(value) && !(logarithmic && value <= 0)) {
      x.add(position);
      y.add(value);
    }
  }

  /** Deeplearning4j's name of the kind, in words. */
  private static String label(int layer, String kind) {
    String words =
        kind.replaceAll("Layer$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
    return (layer + 1) + " " + words;
  }
}
