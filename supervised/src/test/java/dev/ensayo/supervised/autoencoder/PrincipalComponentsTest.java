package dev.ensayo.supervised.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
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
    assertLeaveWhatSingularValuesSay(rows, WIDTH, WIDTH);
  }

  /**
   * Rectified numbers of two hidden ones, as the codes of a young network are: nearly all
   * eigenvalues are 0, and for these the QL iteration of Commons Math 3.6.1 does not end.
   */
  @Test
  void areFoundWhereTheIterationDoesNotEnd() {
    int width = 128;
    Random random = new Random(16); // the first of 60 seeds for which it does not
    int size = 8 + random.nextInt(60);
    double[][] hidden = new double[2][width];
    for (int i = 0; i < width; i++) {
      hidden[0][i] = random.nextGaussian();
      hidden[1][i] = random.nextGaussian();
    }
    float[] rows = new float[size * width];
    for (int row = 0; row < size; row++) {
      double first = random.nextDouble();
      double second = random.nextDouble();
      for (int i = 0; i < width; i++) {
        float sum = (float) (first * hidden[0][i] + second * hidden[1][i]);
        rows[row * width + i] = Math.max(0, sum) * 1e-3f;
      }
    }
    assertLeaveWhatSingularValuesSay(rows, width, 4);
  }

  private static void assertLeaveWhatSingularValuesSay(float[] rows, int width, int most) {
    int size = rows.length / width;
    double[] singular = new SingularValueDecomposition(centred(rows, width)).getSingularValues();
    double all = Arrays.stream(singular).map(value -> value * value).sum();
    for (int count = 1; count <= most; count++) {
      PrincipalComponents components = PrincipalComponents.of(rows, width, count);
      float[] codes = new float[size * count];
      float[] again = new float[rows.length];
      components.compute(rows, size, codes);
      components.reconstruct(codes, size, again);
      double left = 0;
      for (int i = 0; i < rows.length; i++) {
        left += Math.pow(rows[i] - again[i], 2);
      }
      double right = Arrays.stream(singular).skip(count).map(value -> value * value).sum();
      assertThat(left).isCloseTo(right, within(1e-6 * all + 1e-4 * right));
    }
  }

  private static RealMatrix centred(float[] rows, int width) {
    int size = rows.length / width;
    double[][] matrix = new double[size][width];
    for (int column = 0; column < width; column++) {
      double mean = 0;
      for (int row = 0; row < size; row++) {
        mean += (double) rows[row * width + column] / size;
      }
      for (int row = 0; row < size; row++) {
        matrix[row][column] = rows[row * width + column] - mean;
      }
    }
    return new Array2DRowRealMatrix(matrix, false);
  }
}
