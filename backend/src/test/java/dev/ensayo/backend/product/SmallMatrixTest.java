package dev.ensayo.backend.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SmallMatrixTest {
  /** With room to spare on both sides, which the products must leave alone. */
  private static SmallMatrix matrix(int columns, float... values) {
    SmallMatrix matrix = new SmallMatrix(4, 5);
    for (int i = 0; i < values.length; i += columns) {
      matrix.put(i / columns, values, i, columns);
    }
    return matrix;
  }

  private static float[] row(SmallMatrix matrix, int row) {
    float[] values = new float[5];
    matrix.get(row, values, 0, 5);
    return values;
  }

  private final SmallMatrix a = matrix(3, 1, 2, 3, 4, 5, 6);
  private final SmallMatrix result = matrix(5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

  @Test
  void productWithTransposed() {
    result.setProductWithTransposed(a, matrix(3, 1, 0, 0, 0, 10, 100), 2, 2, 3);
    assertThat(row(result, 0)).containsExactly(1, 320, 1, 1, 1);
    assertThat(row(result, 1)).containsExactly(4, 650, 1, 1, 1);
    assertThat(row(result, 2)).containsExactly(1, 1, 1, 1, 1);
  }

  @Test
  void productIsAdded() {
    // [1 2; 4 5] · [1 10; 100 1000]
    result.addProduct(a, matrix(2, 1, 10, 100, 1000), 2, 2, 2);
    assertThat(row(result, 0)).containsExactly(202, 2011, 1, 1, 1);
    assertThat(row(result, 1)).containsExactly(505, 5041, 1, 1, 1);
  }

  @Test
  void productOfTransposedIsAdded() {
    // [1 4; 2 5; 3 6] · [1 10; 100 1000]
    result.addProductOfTransposed(a, matrix(2, 1, 10, 100, 1000), 3, 2, 2);
    assertThat(row(result, 0)).containsExactly(402, 4011, 1, 1, 1);
    assertThat(row(result, 1)).containsExactly(503, 5021, 1, 1, 1);
    assertThat(row(result, 2)).containsExactly(604, 6031, 1, 1, 1);
  }

  @Test
  void rowsAreCopied() {
    result.copy(a, 1);
    assertThat(row(result, 0)).containsExactly(1, 2, 3, 0, 0);
    assertThat(row(result, 1)).containsExactly(1, 1, 1, 1, 1);
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> result.addProduct(a, a, 5, 2, 2))
        .hasMessage("5×2 does not fit a matrix 4×5");
    assertThatThrownBy(() -> result.addProduct(a, a, 2, 2, 6))
        .hasMessage("2×6 does not fit a matrix 4×5");
    assertThatThrownBy(() -> new SmallMatrix(0, 3)).hasMessageContaining("not 0 and 3");
  }
}
