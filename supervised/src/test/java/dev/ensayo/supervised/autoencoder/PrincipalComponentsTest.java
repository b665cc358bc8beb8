package dev.ensayo.supervised.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  private static final int ROWS = 40;
  private static final int WIDTH = 6;

  /**
   * Eckart and Young, 1936: what K components leave is the sum of the other squared singular
   * values.
   */
  @Test
  void leaveWhatSingularValuesSay() {
    RandomStream random = new SeedSequence(5).stream("rows");
    float[] rows = new float[ROWS * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (random.nextGaussian() * (1 + i % WIDTH) + 3);
    }
    double[] singular = new SingularValueDecomposition(centred(rows)).getSingularValues();
    for (int count = 1; count <= WIDTH; count++) {
      PrincipalComponents components = PrincipalComponents.of(rows, WIDTH, count);
      float[] codes = new float[ROWS * count];
      float[] again = new float[rows.length];
      components.compute(rows, ROWS, codes);
      components.reconstruct(codes, ROWS, again);
      double left = 0;
      for (int i = 0; i < rows.length; i++) {
        left += Math.pow(rows[i] - again[i], 2);
      }
      double right = 0;
      for (int k = count; k < WIDTH; k++) {
        right += singular[k] * singular[k];
      }
      assertThat(left).isCloseTo(right, within(1e-4 * (1 + right)));
    }
  }

  private static Array2DRowRealMatrix centred(float[] rows) {
    double[][] matrix = new double[ROWS][WIDTH];
    for (int column = 0; column < WIDTH; column++) {
      double mean = 0;
      for (int row = 0; row < ROWS; row++) {
        mean += (double) rows[row * WIDTH + column] / ROWS;
      }
      for (int row = 0; row < ROWS; row++) {
        matrix[row][column] = rows[row * WIDTH + column] - mean;
      }
    }
    return new Array2DRowRealMatrix(matrix);
  }
}
