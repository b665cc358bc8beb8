package dev.ensayo.embeddings.vectors;

import static com.google.common.base.Preconditions.checkArgument;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The two directions in which some vectors differ most (principal component analysis), and where
 * each vector lies along them.
 */
public final class PrincipalPlane {
  private final double[][] coordinates;
  private final double explained;

  /**
   * Computes it, from the n by n matrix of the inner products of the centered vectors.
   *
   * @param vectors {@code [n, D]}, n at least 2
   */
  public PrincipalPlane(float[][] vectors) {
    int n = vectors.length;
    checkArgument(n >= 2, "a map needs at least 2 words, not %s", n);
    int d = vectors[0].length;
    double[][] centered = new double[n][d];
    for (int i = 0; i < d; i++) {
      double mean = 0;
      for (float[] vector : vectors) {
        mean += vector[i] / n;
      }
      for (int k = 0; k < n; k++) {
        centered[k][i] = vectors[k][i] - mean;
      }
    }
    RealMatrix rows = new Array2DRowRealMatrix(centered, false);
    EigenDecomposition decomposition = new EigenDecomposition(rows.multiply(rows.transpose()));
    double[] variances = decomposition.getRealEigenvalues();
    double total = 0;
    for (double variance : variances) {
      total += Math.max(0, variance);
    }
    this.coordinates = new double[n][2];
    for (int axis = 0; axis < 2; axis++) {
      double[] direction = decomposition.getEigenvector(axis).toArray();
      double length = Math.sqrt(Math.max(0, variances[axis])) * sign(direction);
      for (int k = 0; k < n; k++) {
        coordinates[k][axis] = direction[k] * length;
      }
    }
    this.explained =
        total > 0 ? (Math.max(0, variances[0]) + Math.max(0, variances[1])) / total : 1;
  }

  /** The sign that makes the largest coordinate positive, so that a map has one orientation. */
  private static double sign(double[] direction) {
    double largest = 0;
    for (double value : direction) {
      if (Math.abs(value) > Math.abs(largest) + 1e-9) {
        largest = value;
      }
    }
    return largest < 0 ? -1 : 1;
  }

  /** Where vector k lies along an axis, 0 or 1. */
  public double coordinate(int k, int axis) {
    return coordinates[k][axis];
  }

  /** The share of the variance that the plane shows, in [0, 1]. */
  public double explained() {
    return explained;
  }
}
