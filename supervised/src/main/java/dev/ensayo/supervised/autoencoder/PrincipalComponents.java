package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.supervised.learning.FeatureExamples;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The best linear code: projections on the directions in which the examples vary most (Pearson, "On
 * lines and planes of closest fit to systems of points in space", 1901; Baldi and Hornik, "Neural
 * networks and principal component analysis", 1989: what a linear autoencoder learns).
 */
final class PrincipalComponents implements FeatureExamples.Features {
  private final double[] means;
  private final double[][] directions;

  private PrincipalComponents(double[] means, double[][] directions) {
    this.means = means;
    this.directions = directions;
  }

  /**
   * Of examples.
   *
   * @param count how many directions; no more than there are numbers in an input
   */
  static PrincipalComponents of(Examples examples, int inputSize, int count) {
    return of(examples.size(), inputSize, count, (i, row) -> examples.read(i, row, 0));
  }

  /** Of rows of numbers, such as codes, {@code [N, F]}. */
  static PrincipalComponents of(float[] rows, int inputSize, int count) {
    return of(
        rows.length / inputSize,
        inputSize,
        count,
        (i, row) -> System.arraycopy(rows, i * inputSize, row, 0, inputSize));
  }

  private interface Reader {
    void read(int index, float[] into);
  }

  private static PrincipalComponents of(int size, int inputSize, int count, Reader reader) {
    double[] sums = new double[inputSize];
    double[][] products = new double[inputSize][inputSize];
    float[] row = new float[inputSize];
    for (int n = 0; n < size; n++) {
      reader.read(n, row);
      add(row, sums, products);
    }
    for (int i = 0; i < inputSize; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = products[i][j] / size - sums[i] / size * (sums[j] / size);
        products[j][i] = products[i][j];
      }
    }
    IntFunction<RealVector> eigenvectors = eigenvectors(new Array2DRowRealMatrix(products, false));
    double[][] directions =
        IntStream.range(0, count)
            .mapToObj(k -> facingUp(eigenvectors.apply(k).toArray()))
            .toArray(double[][]::new);
    return new PrincipalComponents(
        IntStream.range(0, inputSize).mapToDouble(i -> sums[i] / size).toArray(), directions);
  }

  /**
   * The eigenvectors of a covariance, by falling eigenvalue. Where fewer examples than numbers
   * leave many eigenvalues of 0, Commons Math's QL iteration may not end; singular vectors, which
   * take longer, are the same ones then, for a covariance has no negative eigenvalue.
   */
  private static IntFunction<RealVector> eigenvectors(RealMatrix covariance) {
    try {
      return new EigenDecomposition(covariance)::getEigenvector;
    } catch (MaxCountExceededException e) {
      return new SingularValueDecomposition(covariance).getV()::getColumnVector;
    }
  }

  /** Zeros, of which pictures have many, cost nothing. */
  private static void add(float[] row, double[] sums, double[][] products) {
    int[] inked = IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
    for (int a = 0; a < inked.length; a++) {
      double value = row[inked[a]];
      double[] line = products[inked[a]];
      sums[inked[a]] += value;
      for (int b = 0; b <= a; b++) {
        line[inked[b]] += value * row[inked[b]];
      }
    }
  }

  /** A direction and its opposite are the same; the one whose largest number is positive. */
  private static double[] facingUp(double[] direction) {
    double largest = 0;
    for (double value : direction) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    double sign = largest < 0 ? -1 : 1;
    return IntStream.range(0, direction.length).mapToDouble(i -> sign * direction[i]).toArray();
  }

  @Override
  public int inputSize() {
    return means.length;
  }

  @Override
  public int featureSize() {
    return directions.length;
  }

  @Override
  public void compute(float[] inputs, int batch, float[] codes) {
    for (int row = 0; row < batch; row++) {
      for (int k = 0; k < directions.length; k++) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
          sum += directions[k][i] * (inputs[row * means.length + i] - means[i]);
        }
        codes[row * directions.length + k] = (float) sum;
      }
    }
  }

  /**
   * Says inputs again from their codes.
   *
   * @param codes {@code [batch, K]}
   * @param outputs receives {@code [batch, F]}
   */
  void reconstruct(float[] codes, int batch, float[] outputs) {
    double[] sums = new double[means.length];
    for (int row = 0; row < batch; row++) {
      System.arraycopy(means, 0, sums, 0, means.length);
      for (int k = 0; k < directions.length; k++) {
        double code = codes[row * directions.length + k];
        for (int i = 0; i < means.length; i++) {
          sums[i] += code * directions[k][i];
        }
      }
      for (int i = 0; i < means.length; i++) {
        outputs[row * means.length + i] = (float) sums[i];
      }
    }
  }
}
