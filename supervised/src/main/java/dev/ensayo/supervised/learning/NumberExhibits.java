package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Curves.Line;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.supervised.scores.NumberPredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a finished run shows of the numbers that it predicts, in their own unit. */
final class NumberExhibits {
  /** Points drawn of a part; those between are left out evenly. */
  private static final int MOST_POINTS = 500;

  private static final int CURVE_POINTS = 101;

  private final SupervisedTask task;
  private final Predictions predictions;
  private final String answer;

  NumberExhibits(SupervisedTask task, Predictions predictions) {
    this.task = task;
    this.predictions = predictions;
    String target =
        task.preprocessing().outputs() instanceof Outputs.Quantity number ? number.target() : "";
    this.answer = target.isEmpty() ? "number" : target;
  }

  List<Exhibit> all() {
    ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
    NumberPredictions shown = predictions.numbers(task.shown());
    exhibits.add(predictedAgainstRight(shown)).add(residuals(shown));
    if (predictions.readsInputs() && predictions.isLinear()) {
      exhibits.add(coefficients());
    }
    if (predictions.readsInputs() && task.spec().inputSize() == 1) {
      exhibits.add(curve());
    }
    return exhibits.build();
  }

  private int[] drawn(int size) {
    int every = (size + MOST_POINTS - 1) / MOST_POINTS;
    return IntStream.range(0, size).filter(i -> i % every == 0).toArray();
  }

  private String part(int size) {
    String name = ClassExhibits.name(task.shownPart());
    return size > MOST_POINTS
        ? "%s of %s examples of the %s part".formatted(drawn(size).length, size, name)
        : "Examples of the " + name + " part";
  }

  private static List<Double> picked(double[] values, int[] indices) {
    return Doubles.asList(Arrays.stream(indices).mapToDouble(i -> values[i]).toArray());
  }

  private Exhibit predictedAgainstRight(NumberPredictions shown) {
    int[] drawn = drawn(shown.right().length);
    double low = Arrays.stream(shown.right()).min().orElse(0);
    double high = Arrays.stream(shown.right()).max().orElse(1);
    return new Exhibit.Scatter(
        "predicted-right",
        "Predicted against right",
        part(shown.right().length) + ", and the line on which all would lie.",
        answer,
        "predicted",
        picked(shown.right(), drawn),
        picked(shown.predicted(), drawn),
        List.of(new Line("as it should be", List.of(low, high), List.of(low, high))));
  }

  private Exhibit residuals(NumberPredictions shown) {
    double[] errors =
        IntStream.range(0, shown.right().length)
            .mapToDouble(i -> shown.right()[i] - shown.predicted()[i])
            .toArray();
    int[] drawn = drawn(errors.length);
    double low = Arrays.stream(shown.predicted()).min().orElse(0);
    double high = Arrays.stream(shown.predicted()).max().orElse(1);
    return new Exhibit.Scatter(
        "residuals",
        "Residuals",
        part(errors.length)
            + ": what the prediction lacks. A pattern is what the model could not learn.",
        "predicted " + answer,
        "right − predicted",
        picked(shown.predicted(), drawn),
        picked(errors, drawn),
        List.of(new Line("as it should be", List.of(low, high), List.of(0.0, 0.0))));
  }

  /** How many units of its column each input counts as 1; 1 where that is not known. */
  private double[] units() {
    if (task.preprocessing().inputs() instanceof TableInputs table) {
      return table.units();
    }
    double[] units = new double[task.spec().inputSize()];
    Arrays.fill(units, 1);
    return units;
  }

  /** What the weighted sum gives for no input and for each input alone tells the weights. */
  private Exhibit coefficients() {
    int size = task.spec().inputSize();
    float[] points = new float[(size + 1) * size];
    for (int i = 0; i < size; i++) {
      points[(i + 1) * size + i] = 1;
    }
    double[] predicted = predictions.numbers(points, size + 1);
    double[] units = units();
    List<String> names = task.inputNames();
    List<List<String>> rows = new ArrayList<>();
    Optional<double[]> exact = LeastSquares.of(task.train(), size, task.scale());
    rows.add(List.of("(where all inputs are 0)", number(predicted[0]), closedForm(exact, 0), "–"));
    for (int i = 0; i < size; i++) {
      double weight = predicted[i + 1] - predicted[0];
      rows.add(
          List.of(
              names.get(i), number(weight), closedForm(exact, i + 1), number(weight / units[i])));
    }
    return new Exhibit.Table(
        "coefficients",
        "Coefficients",
        "How much "
            + answer
            + " grows with each input: as the network sees it (normalized, so that they can be"
            + " compared), and for one more in the unit of its column. The closed form is the least"
            + " squares of the training part, computed without learning.",
        List.of("input", "per normalized unit", "closed form", "per unit"),
        rows,
        OverSeeds.MEAN);
  }

  private static String closedForm(Optional<double[]> exact, int place) {
    return exact.map(coefficients -> number(coefficients[place])).orElse("–");
  }

  private Exhibit curve() {
    Examples shown = task.shown();
    double[] inputs = new double[shown.size()];
    double[] right = new double[shown.size()];
    float[] input = new float[1];
    for (int i = 0; i < inputs.length; i++) {
      shown.read(i, input, 0);
      inputs[i] = input[0];
      right[i] = shown.value(i);
    }
    double low = Arrays.stream(inputs).min().orElse(0);
    double high = Arrays.stream(inputs).max().orElse(1);
    float[] points = new float[CURVE_POINTS];
    for (int i = 0; i < CURVE_POINTS; i++) {
      points[i] = (float) (low + (high - low) * i / (CURVE_POINTS - 1));
    }
    Optional<InputColumn.Numbers> column =
        task.preprocessing().inputs() instanceof TableInputs table
                && table.columns().get(0) instanceof InputColumn.Numbers numbers
            ? Optional.of(numbers)
            : Optional.empty();
    double[] across =
        IntStream.range(0, CURVE_POINTS).mapToDouble(i -> own(points[i], column)).toArray();
    int[] drawn = drawn(inputs.length);
    return new Exhibit.Scatter(
        "curve",
        "The curve",
        part(inputs.length) + ", and what is predicted between them.",
        task.inputNames().get(0),
        answer,
        picked(Arrays.stream(inputs).map(x -> own(x, column)).toArray(), drawn),
        picked(right, drawn),
        List.of(
            new Line(
                "predicted",
                Doubles.asList(across),
                Doubles.asList(predictions.numbers(points, CURVE_POINTS)))));
  }

  /** An input in the unit of its column. */
  private static double own(double input, Optional<InputColumn.Numbers> column) {
    return column.map(c -> input * c.unit() + c.origin()).orElse(input);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
