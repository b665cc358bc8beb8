package dev.ensayo.backend.compiled.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class FewColumnsTest {
  private final FewColumns few = new FewColumns(true);

  private static Slice numbers(int length, Random random) {
    Slice slice = Slice.of(Nd4j.create(length));
    for (int i = 0; i < length; i++) {
      slice.put(i, random.nextGaussian());
    }
    return slice;
  }

  /** Against a sum in double, with columns that lie apart. */
  @ParameterizedTest
  @CsvSource({"64, 64, 4", "120, 84, 3", "16, 64, 2", "1024, 1, 1"})
  void agreesWithTheDefinition(int inputs, int outputs, int columns) {
    Random random = new Random(1);
    int apart = 3;
    Matrix a = new Matrix().at(numbers(inputs * outputs, random), inputs, outputs);
    Slice given = numbers((inputs + apart) * columns, random);
    Matrix x = new Matrix().at(given, 0, inputs, columns, inputs + apart);
    Slice result = numbers((outputs + apart) * columns, random);
    Matrix y = new Matrix().at(result, 0, outputs, columns, outputs + apart);
    double between = result.get(outputs);

    assertThat(few.suits(a, x)).isTrue();
    few.multiply(a, x, y);

    for (int column = 0; column < columns; column++) {
      for (int output = 0; output < outputs; output++) {
        double sum = 0;
        for (int input = 0; input < inputs; input++) {
          sum += a.get(input, output) * x.get(input, column);
        }
        assertThat(y.get(output, column)).isEqualTo(sum, within(1e-4));
      }
    }
    assertThat(result.get(outputs)).isEqualTo(between);
  }

  @Test
  void isForLargeMatricesAndFewColumnsAndKernelsThatCopy() {
    Random random = new Random(2);
    Matrix large = new Matrix().at(numbers(4096, random), 64, 64);
    Matrix small = new Matrix().at(numbers(256, random), 4, 64);
    Matrix five = new Matrix().at(numbers(320, random), 64, 5);
    Matrix four = new Matrix().at(numbers(256, random), 64, 4);
    Matrix ofSmall = new Matrix().at(numbers(16, random), 4, 4);

    assertThat(few.suits(large, four)).isTrue();
    assertThat(few.suits(large, five)).isFalse();
    assertThat(few.suits(small, ofSmall)).isFalse();
    assertThat(new FewColumns(false).suits(large, four)).isFalse();
  }
}
