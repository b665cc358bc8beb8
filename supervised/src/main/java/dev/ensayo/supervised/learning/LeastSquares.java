package dev.ensayo.supervised.learning;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.preprocessing.AnswerScale;
import java.util.Optional;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/** The closed form of linear regression, (XᵀX)⁻¹·Xᵀy, by Commons Math (a QR decomposition). */
final class LeastSquares {
  /** Numbers of the largest matrix that is decomposed. */
  private static final long MOST_NUMBERS = 1_000_000;

  private static final double SINGULAR = 1e-10;

  private LeastSquares() {}

  /**
   * The coefficients of a part of the examples.
   *
   * @param inputs F
   * @return the intercept and F weights, in units of the right numbers; empty where there are too
   *     few or too many examples, or inputs that depend on each other
   */
  static Optional<double[]> of(Examples examples, int inputs, AnswerScale scale) {
    int rows = examples.size();
    if (rows <= inputs + 1 || (long) rows * inputs > MOST_NUMBERS) {
      return Optional.empty();
    }
    double[][] x = new double[rows][inputs];
    double[] y = new double[rows];
    float[] read = new float[inputs];
    for (int row = 0; row < rows; row++) {
      examples.read(row, read, 0);
      for (int i = 0; i < inputs; i++) {
        x[row][i] = read[i];
      }
      y[row] = scale.toNetwork(examples.value(row)); // numbers near 1 decompose well
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression(SINGULAR);
    regression.newSampleData(y, x);
    try {
      double[] coefficients = regression.estimateRegressionParameters();
      coefficients[0] = scale.fromNetwork(coefficients[0]);
      for (int i = 1; i < coefficients.length; i++) {
        coefficients[i] *= scale.unit();
      }
      return Optional.of(coefficients);
    } catch (SingularMatrixException e) {
      return Optional.empty();
    }
  }
}
