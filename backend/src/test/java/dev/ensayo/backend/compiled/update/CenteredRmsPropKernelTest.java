package dev.ensayo.backend.compiled.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.training.CenteredRmsProp;
import org.junit.jupiter.api.Test;

class CenteredRmsPropKernelTest {
  private static final float[] GRADIENTS = {1e-3f, -1e-3f, 20, -1e-12f, 0};

  /** Where no gradient comes any more, the averages do not end among the subnormal numbers. */
  @Test
  void averagesThatFadeAreNeverSubnormal() {
    CenteredRmsPropKernel kernel =
        new CenteredRmsPropKernel(new CenteredRmsProp(2.5e-4, 0.95, 0.01));
    kernel.begin(0, 0);
    int count = GRADIENTS.length;
    float[] squares = new float[count];
    float[] means = new float[count];
    float[] gradient = GRADIENTS.clone();
    kernel.update(gradient, squares, means, null, count);
    for (int i = 0; i < count; i++) {
      assertThat(means[i]).isEqualTo(0.05f * GRADIENTS[i], within(1e-7f * Math.abs(means[i])));
      assertThat(gradient[i] * GRADIENTS[i]).isGreaterThanOrEqualTo(0);
    }
    for (int step = 1; step < 2_500; step++) {
      kernel.begin(step, 0);
      kernel.update(new float[count], squares, means, null, count);
      for (int i = 0; i < count; i++) {
        assertIsNormal(squares[i]);
        assertIsNormal(means[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(squares[i]).isBetween(0f, 1e-36f);
      assertThat(means[i]).isBetween(-1e-36f, 1e-36f);
    }
  }

  private static void assertIsNormal(float number) {
    assertThat(number == 0 || Math.abs(number) >= Float.MIN_NORMAL).as("%s", number).isTrue();
  }
}
