package dev.ensayo.backend.compiled.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.crew.Crew;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class ProductsTest {
  private static final int PADDING = 5;

  @AfterEach
  void backToOneThread() {
    Crew.setThreads(1);
  }

  /** Against a sum in double, with columns that lie apart and results that are added to. */
  @ParameterizedTest
  @CsvSource({
    "32, 300, 512, 1", // columns alone are cut
    "32, 70, 2900, 1", // and the sum, whose parts are added up
    "128, 130, 700, 0",
    "1, 1100, 1000, 1",
    "7, 3, 5, 1", // small as it is
    "200, 60, 300, 0", // too many rows: whole, or rows shared out
    "60, 200, 300, 1", // columns shared out
  })
  void agreesWithTheDefinition(int m, int n, int k, float beta) {
    for (int turned = 0; turned < 4; turned++) {
      double[] expected = new Operands(m, n, k, turned % 2 == 1, turned >= 2).expected(beta);
      for (boolean splits : new boolean[] {false, true}) {
        for (int threads = 1; threads <= 3; threads++) {
          Crew.setThreads(threads);
          Operands x = new Operands(m, n, k, turned % 2 == 1, turned >= 2);
          x.multiply(new Products(splits, Crew::shared), beta);
          assertThat(x.result()).containsExactly(expected, within(1e-3));
          assertThat(x.between()).containsOnly(Operands.GAP);
        }
      }
    }
  }

  /** Who computes a block changes no bit of it. */
  @Test
  void sameBitsForAnyNumberOfThreads() {
    float[] alone = product(1);
    for (int round = 0; round < 20; round++) {
      assertThat(product(2)).isEqualTo(alone);
      assertThat(product(4)).isEqualTo(alone);
    }
  }

  /** Large ones are cut by the number of threads; that number alone decides over their bits. */
  @Test
  void sameBitsForTheSameNumberOfThreads() {
    Crew.setThreads(3);
    Operands first = new Operands(200, 300, 400, true, true);
    first.multiply(new Products(true, Crew::shared), 0);
    for (int round = 0; round < 20; round++) {
      Operands again = new Operands(200, 300, 400, true, true);
      again.multiply(new Products(true, Crew::shared), 0);
      assertThat(again.result()).isEqualTo(first.result());
    }
  }

  private static float[] product(int threads) {
    Crew.setThreads(threads);
    Operands x = new Operands(32, 513, 1100, false, false);
    Products products = new Products(true, Crew::shared);
    for (int i = 0; i < 5; i++) {
      x.multiply(products, 1);
    }
    float[] bits = new float[x.c.length()];
    x.c.store(bits, bits.length);
    return bits;
  }

  /** C ← A·B + β·C, every matrix with room between its columns and an offset. */
  private static final class Operands {
    static final double GAP = 7;
    final int m;
    final int n;
    final int k;
    final boolean turnedA;
    final boolean turnedB;
    final Slice a;
    final Slice b;
    final Slice c;

    Operands(int m, int n, int k, boolean turnedA, boolean turnedB) {
      this.m = m;
      this.n = n;
      this.k = k;
      this.turnedA = turnedA;
      this.turnedB = turnedB;
      Random random = new Random(5);
      a = turnedA ? filled(random, k, m, true) : filled(random, m, k, true);
      b = turnedB ? filled(random, n, k, true) : filled(random, k, n, true);
      c = filled(random, m, n, false);
    }

    private static Slice filled(Random random, int rows, int columns, boolean everywhere) {
      Slice slice = Slice.of(Nd4j.createUninitialized((rows + PADDING) * columns + PADDING));
      for (int i = 0; i < slice.length(); i++) {
        boolean gap = i < PADDING || (i - PADDING) % (rows + PADDING) >= rows;
        slice.put(i, gap && !everywhere ? GAP : random.nextDouble() - 0.5);
      }
      return slice;
    }

    void multiply(Products products, float beta) {
      products.multiply(
          matrix(a, turnedA ? k : m, turnedA ? m : k),
          turnedA,
          matrix(b, turnedB ? n : k, turnedB ? k : n),
          turnedB,
          beta,
          matrix(c, m, n));
    }

    private static Matrix matrix(Slice slice, int rows, int columns) {
      return new Matrix().at(slice, PADDING, rows, columns, rows + PADDING);
    }

    double[] expected(float beta) {
      double[] sums = new double[m * n];
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < m; i++) {
          double sum = beta * number(c, i, j, m);
          for (int l = 0; l < k; l++) {
            double left = turnedA ? number(a, l, i, k) : number(a, i, l, m);
            double right = turnedB ? number(b, j, l, n) : number(b, l, j, k);
            sum += left * right;
          }
          sums[j * m + i] = sum;
        }
      }
      return sums;
    }

    private static double number(Slice x, int row, int column, int rows) {
      return x.get(PADDING + column * (rows + PADDING) + row);
    }

    double[] result() {
      double[] numbers = new double[m * n];
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < m; i++) {
          numbers[j * m + i] = number(c, i, j, m);
        }
      }
      return numbers;
    }

    /** What nobody may write to. */
    double[] between() {
      double[] numbers = new double[c.length()];
      int count = 0;
      for (int i = 0; i < c.length(); i++) {
        if (i < PADDING || (i - PADDING) % (m + PADDING) >= m) {
          numbers[count++] = c.get(i);
        }
      }
      return Arrays.copyOf(numbers, count);
    }
  }
}
