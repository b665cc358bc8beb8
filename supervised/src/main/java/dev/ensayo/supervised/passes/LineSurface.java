package dev.ensayo.supervised.passes;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Curves.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The mean squared error of a line over its weight w and bias b, with the way that training took.
 * It is a quadratic form around its least value, so lines of equal loss are ellipses, which are
 * drawn exactly.
 */
public final class LineSurface {
  private static final double[] SHARES = {1 / 64.0, 1 / 16.0, 1 / 4.0, 9 / 16.0, 1};
  private static final int ANGLES = 120;
  private static final int MOST_POINTS = 500;

  private final double meanSquare;
  private final double mean;
  private final double bestWeight;
  private final double bestBias;
  private final double least;

  /**
   * @param inputs x of the training examples, {@code [N]}; not all the same
   * @param targets what the network is to answer, {@code [N]}
   */
  LineSurface(double[] inputs, double[] targets) {
    int n = inputs.length;
    double meanTarget = 0;
    double product = 0;
    double sumOfSquares = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += inputs[i] / n;
      sumOfSquares += inputs[i] * inputs[i] / n;
      meanTarget += targets[i] / n;
      product += inputs[i] * targets[i] / n;
    }
    meanSquare = sumOfSquares;
    mean = sum;
    bestWeight = (product - mean * meanTarget) / (meanSquare - mean * mean);
    bestBias = meanTarget - bestWeight * mean;
    double loss = 0;
    for (int i = 0; i < n; i++) {
      double error = bestWeight * inputs[i] + bestBias - targets[i];
      loss += error * error / n;
    }
    least = loss;
  }

  /** That of a line's training examples. */
  public static LineSurface of(SmallNetwork line) {
    int n = line.examples().size();
    double[] inputs = IntStream.range(0, n).mapToDouble(i -> line.input(i)[0]).toArray();
    double[] targets =
        IntStream.range(0, n).mapToDouble(i -> line.question().targets(i)[0]).toArray();
    return new LineSurface(inputs, targets);
  }

  /** The mean squared error of a weight and a bias. */
  double loss(double weight, double bias) {
    double w = weight - bestWeight;
    double b = bias - bestBias;
    return least + rise(w, b);
  }

  private double rise(double w, double b) {
    return meanSquare * w * w + 2 * mean * w * b + b * b;
  }

  /** The way over the surface. */
  public Exhibit exhibit(LinePath path) {
    List<Line> lines = new ArrayList<>();
    double start = loss(path.weights().get(0), path.biases().get(0)) - least;
    for (double share : SHARES) {
      lines.add(contour(start * share));
    }
    lines.add(new Line("the way", path.weights(), path.biases()));
    int every = (path.weights().size() + MOST_POINTS - 1) / MOST_POINTS;
    return new Exhibit.Scatter(
        "loss-surface",
        "The way over the surface of the loss",
        "Lines of equal loss over the training part, and where the weight and the bias were after"
            + " each update. The least loss is in the middle of the ellipses.",
        "weight",
        "bias",
        everyOf(path.weights(), every),
        everyOf(path.biases(), every),
        lines);
  }

  private static List<Double> everyOf(List<Double> all, int every) {
    return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
  }

  private Line contour(double rise) {
    List<Double> weights = new ArrayList<>();
    List<Double> biases = new ArrayList<>();
    for (int i = 0; i <= ANGLES; i++) {
      double angle = 2 * Math.PI * i / ANGLES;
      double radius = Math.sqrt(rise / rise(Math.cos(angle), Math.sin(angle)));
      weights.add(bestWeight + radius * Math.cos(angle));
      biases.add(bestBias + radius * Math.sin(angle));
    }
    return new Line("loss " + String.format(Locale.ROOT, "%.3f", least + rise), weights, biases);
  }
}
