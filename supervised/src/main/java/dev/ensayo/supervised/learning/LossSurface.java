package dev.ensayo.supervised.learning;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.preprocessing.AnswerScale;

/**
 * The mean squared error of w₁x₁ + w₂x₂ + b on some examples, b being the best for each w: a
 * quadratic function of two weights that is known exactly, s_yy − 2 wᵀs_xy + wᵀS_xx w with the
 * examples' covariances. Numbers are as the network sees them.
 */
final class LossSurface {
  private final double[] inputSquares = new double[2];
  private final double[] withAnswer = new double[2];
  private double between;
  private double answerSquares;

  /**
   * @param examples with two inputs; at least one
   * @param scale of right numbers
   */
  LossSurface(Examples examples, AnswerScale scale) {
    double[] means = new double[3];
    for (int i = 0; i < examples.size(); i++) {
      double[] row = row(examples, scale, i);
      for (int k = 0; k < 3; k++) {
        means[k] += row[k] / examples.size();
      }
    }
    for (int i = 0; i < examples.size(); i++) {
      double[] row = row(examples, scale, i);
      double y = row[2] - means[2];
      double x1 = row[0] - means[0];
      double x2 = row[1] - means[1];
      inputSquares[0] += x1 * x1 / examples.size();
      inputSquares[1] += x2 * x2 / examples.size();
      between += x1 * x2 / examples.size();
      withAnswer[0] += x1 * y / examples.size();
      withAnswer[1] += x2 * y / examples.size();
      answerSquares += y * y / examples.size();
    }
  }

  private static double[] row(Examples examples, AnswerScale scale, int example) {
    float[] inputs = new float[2];
    examples.read(example, inputs, 0);
    return new double[] {inputs[0], inputs[1], scale.toNetwork(examples.value(example))};
  }

  /** The loss at two weights. */
  double at(double w1, double w2) {
    return answerSquares
        - 2 * (w1 * withAnswer[0] + w2 * withAnswer[1])
        + w1 * w1 * inputSquares[0]
        + w2 * w2 * inputSquares[1]
        + 2 * w1 * w2 * between;
  }

  private double determinant() {
    return inputSquares[0] * inputSquares[1] - between * between;
  }

  /** Whether there is one lowest point: no input is a multiple of the other. */
  boolean hasLowestPoint() {
    return determinant() > 1e-12 * inputSquares[0] * inputSquares[1];
  }

  /** The two weights with the least loss, of those that have it if there are several. */
  double[] lowestPoint() {
    if (!hasLowestPoint()) {
      double[] along = {
        Math.sqrt(inputSquares[0]), Math.copySign(Math.sqrt(inputSquares[1]), between)
      };
      double square = along[0] * along[0] + along[1] * along[1];
      double reach =
          square == 0
              ? 0
              : (withAnswer[0] * along[0] + withAnswer[1] * along[1]) / (square * square);
      return new double[] {reach * along[0], reach * along[1]};
    }
    return new double[] {
      (withAnswer[0] * inputSquares[1] - withAnswer[1] * between) / determinant(),
      (withAnswer[1] * inputSquares[0] - withAnswer[0] * between) / determinant()
    };
  }

  /** How many times as steep the steepest direction is as the flattest. */
  double condition() {
    double middle = (inputSquares[0] + inputSquares[1]) / 2;
    double radius = Math.hypot((inputSquares[0] - inputSquares[1]) / 2, between);
    return (middle + radius) / (middle - radius);
  }
}
