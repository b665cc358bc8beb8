package dev.ensayo.sequence.autoregression;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Least squares for several answers at once. Of the solutions the shortest is taken where inputs
 * depend on each other.
 */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * Weights W that make ‖XW − Y‖² least, by Householder's reflections of [X Y] and the singular
   * values of the triangle that is left of X.
   *
   * @param rows {@code [N][P + H]}: the inputs of an example, and its answers behind them
   * @param inputs P
   * @return {@code [P][H]}
   */
  static double[][] solve(double[][] rows, int inputs) {
    int width = rows[0].length;
    double[][] tall = new double[Math.max(rows.length, width)][];
    for (int i = 0; i < tall.length; i++) {
      tall[i] = i < rows.length ? rows[i] : new double[width];
    }
    RealMatrix triangle = new QRDecomposition(new Array2DRowRealMatrix(tall, false)).getR();
    RealMatrix ofInputs = triangle.getSubMatrix(0, inputs - 1, 0, inputs - 1);
    RealMatrix ofAnswers = triangle.getSubMatrix(0, inputs - 1, inputs, width - 1);
    return new SingularValueDecomposition(ofInputs).getSolver().solve(ofAnswers).getData();
  }
}
