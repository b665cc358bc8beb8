package dev.ensayo.backend.compiled.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The fast functions against {@link Math}'s. */
class SaturatingMathTest {
  @Test
  void areNearTheDefinitions() {
    for (int i = -120_000; i <= 120_000; i++) {
      float x = i / 10_000f;
      double tanh = Math.tanh(x);
      assertThat((double) SaturatingMath.tanh(x)).isEqualTo(tanh, within(5e-7 * Math.abs(tanh)));
      assertThat((double) SaturatingMath.sigmoid(x))
          .isEqualTo(1 / (1 + Math.exp(-x)), within(2e-7));
    }
  }

  @Test
  void saturateAndLetNaNThrough() {
    for (float x : new float[] {9, 50, 1e30f, Float.POSITIVE_INFINITY}) {
      assertThat(SaturatingMath.tanh(x)).isEqualTo(1);
      assertThat(SaturatingMath.tanh(-x)).isEqualTo(-1);
      assertThat(SaturatingMath.sigmoid(2 * x)).isEqualTo(1);
      assertThat(SaturatingMath.sigmoid(-2 * x)).isZero();
    }
    assertThat(SaturatingMath.tanh(Float.NaN)).isNaN();
    assertThat(SaturatingMath.sigmoid(Float.NaN)).isNaN();
  }
}
