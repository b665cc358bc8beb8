package dev.ensayo.environments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

/** The goal's velocity, which no recorded episode misses. */
class MountainCarTest {
  private static StepResult stepNearTheGoal(double goalVelocity) {
    MountainCar task =
        new MountainCar(
            new MountainCarConfig(goalVelocity, 200),
            (random, state) -> {
              state[0] = 0.499;
              state[1] = 0.02;
            },
            new SeedSequence(0).stream("unused"));
    task.reset();
    return task.step(2);
  }

  /**
   * The velocity becomes 0.02 + 0.001 − 0.0025·cos(3·0.499) = 0.02081…, the position 0.51981…, so
   * the car passes 0.5 with a velocity between 0.02 and 0.03.
   */
  @Test
  void theCarMustBeFastEnoughAtTheGoal() {
    StepResult slow = stepNearTheGoal(0.03);
    assertThat((double) slow.observation()[0]).isCloseTo(0.51981, within(1e-5));
    assertThat((double) slow.observation()[1]).isCloseTo(0.02081, within(1e-5));
    assertThat(slow.terminated()).isFalse();
    assertThat(stepNearTheGoal(0.02).terminated()).isTrue();
    assertThat(stepNearTheGoal(0).terminated()).isTrue();
  }
}
