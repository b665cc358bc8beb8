package dev.ensayo.backend.training;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dorgqr;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix with orthonormal rows, or columns where there are fewer of them (Saxe, McClelland and
 * Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
 * 2014), evenly distributed over all such matrices: Q of the QR decomposition of normal numbers,
 * its columns with the signs of R's diagonal (Mezzadri, "How to generate random matrices from the
 * classical compact groups", 2007, section 5).
 *
 * <p>Deeplearning4j's {@code OrthogonalDistribution} draws the same by a singular value
 * decomposition, which takes minutes for a few hundred rows. A written configuration names that
 * one.
 */
public final class OrthogonalWeights implements IWeightInit {
  private static final long serialVersionUID = 1;

  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray parameters) {
    int rows = Math.toIntExact(shape[0]);
    int columns = Math.toIntExact(parameters.length() / rows);
    int most = Math.max(rows, columns);
    int fewest = Math.min(rows, columns);
    double[] q = orthonormal(most, fewest);
    INDArray result = parameters.reshape(order, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result.putScalar(i, j, rows >= columns ? q[j * most + i] : q[i * most + j]);
      }
    }
    return parameters.reshape(order, shape);
  }

  /** Orthonormal columns {@code [rows, columns]}, column by column. */
  private static double[] orthonormal(int rows, int columns) {
    double[] numbers = Nd4j.randn(DataType.DOUBLE, (long) rows * columns).toDoubleVector();
    double[] scales = new double[columns];
    check(LAPACKE_dgeqrf(LAPACK_COL_MAJOR, rows, columns, numbers, rows, scales));
    double[] signs = new double[columns];
    for (int j = 0; j < columns; j++) {
      signs[j] = Math.signum(numbers[j * rows + j]);
    }
    check(LAPACKE_dorgqr(LAPACK_COL_MAJOR, rows, columns, columns, numbers, rows, scales));
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        numbers[j * rows + i] *= signs[j];
      }
    }
    return numbers;
  }

  private static void check(int info) {
    if (info != 0) {
      throw new IllegalStateException("LAPACK's QR decomposition refused argument " + -info);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrthogonalWeights;
  }

  @Override
  public int hashCode() {
    return OrthogonalWeights.class.hashCode();
  }
}
