package dev.ensayo.supervised.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NumberPredictionsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void numbersAgainstTheirDefinitions() {
    NumberPredictions numbers =
        new NumberPredictions(new double[] {1, 2, 5}, new double[] {1, 4, 4});
    assertThat(numbers.meanSquaredError()).isCloseTo(5 / 3.0, CLOSE);
    assertThat(numbers.meanAbsoluteError()).isCloseTo(1, CLOSE);
    // the variance of 1, 4, 4 is 2
    assertThat(numbers.determination()).isCloseTo(1 - 5 / 6.0, CLOSE);
  }
}
