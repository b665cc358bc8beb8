package dev.ensayo.backend.compiled.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinLstmGatesTest {
  /** For very negative sums σ(x) is e^x, so the share is σ(f − i) although both are 0 in float. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.5",
    "-60, -60, 0.5",
    "-61, -60, 0.2689414",
    "-119, -120, 0.7310586",
    "-3, -200, 1",
    "80, -80, 1",
    "-80, 80, 0",
    "80, 80, 0.5"
  })
  void sharesAreRightHoweverFarTheGatesAreShut(float forget, float enter, float expected) {
    float[][] gates = {{forget, 1}, {enter, 1}};
    new MinLstmGates().forward(gates, 2);
    assertThat(gates[0][0]).isEqualTo(expected, within(1e-6f));
    assertThat(gates[0][1]).isEqualTo(0.5f);
    new MinLstmGates().backward(gates, new float[] {1, 1}, 2);
    assertThat(gates[0][0]).isFinite();
    assertThat(gates[1][0]).isFinite();
  }
}
