package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.function.Losses;
import dev.ensayo.backend.training.SmoothedCrossEntropy;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Losses of many outputs at once beside those of one group after the other, in double. */
class VectorizedLossTest {
  private static final int SIZE = 5;

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(new LossBinaryXENT(), new ActivationSigmoid()),
        Arguments.of(
            new LossBinaryXENT(Nd4j.createFromArray(1.0, 2, 3, 0.5, 0).reshape(1, SIZE)),
            new ActivationSigmoid()),
        Arguments.of(new LossMCXENT(), new ActivationSoftmax()),
        Arguments.of(
            new LossMCXENT(Nd4j.createFromArray(1.0, 2, 3, 0.5, 0).reshape(1, SIZE)),
            new ActivationSoftmax()),
        Arguments.of(new SmoothedCrossEntropy(0.1, null), new ActivationSoftmax()));
  }

  /** With outputs at 0 and 1, where they are limited, and targets that are neither. */
  @ParameterizedTest
  @MethodSource("losses")
  void isTheSumOverGroups(ILossFunction loss, IActivation activation) {
    LossFunction function = Losses.of(loss, activation, "output");
    Random random = new Random(8);
    for (int groups : new int[] {700, 13}) {
      float[][] numbers = new float[4][SIZE * groups];
      for (int i = 0; i < SIZE * groups; i++) {
        numbers[0][i] = Math.max(0, Math.min(1, 1.2f * random.nextFloat() - 0.1f));
        numbers[1][i] = Math.max(0, Math.min(1, 3 * random.nextFloat() - 1));
        numbers[2][i] = random.nextInt(4) == 0 ? 0 : random.nextFloat();
      }
      double sum =
          function
              .vectorized(groups)
              .orElseThrow()
              .sum(numbers[0], numbers[1], numbers[2], numbers[3], SIZE, groups);
      double expected = 0;
      double[][] group = new double[4][SIZE];
      for (int g = 0; g < groups; g++) {
        for (int i = 0; i < SIZE; i++) {
          for (int j = 0; j < 3; j++) {
            group[j][i] = numbers[j][i * groups + g];
          }
        }
        expected += function.row(group[0], group[1], group[2], group[3], SIZE);
        for (int i = 0; i < SIZE; i++) {
          assertThat((double) numbers[3][i * groups + g])
              .isCloseTo(group[3][i], within(1e-6 + 1e-3 * Math.abs(group[3][i])));
        }
      }
      assertThat(sum).isCloseTo(expected, within(1e-4 * expected));
    }
  }
}
