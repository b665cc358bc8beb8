package dev.ensayo.environments.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.SeedSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The bounds of CartPole, which no recorded state lies on. */
class CartPoleTest {
  private static final double LARGEST_ANGLE = 12 * 2 * Math.PI / 360;

  /** Without velocity a position stays where it is for a step, so these are the states judged. */
  private static StepResult stepAtRest(double x, double theta) {
    CartPole task = task(x, theta);
    task.reset();
    return task.step(0);
  }

  private static CartPole task(double x, double theta) {
    return new CartPole(
        Settings.defaults(CartPoleConfig.class),
        (random, state) -> {
          state[0] = x;
          state[2] = theta;
        },
        new SeedSequence(0).stream("unused"));
  }

  @Test
  void theTrackEndsBeyondItsBound() {
    assertThat(stepAtRest(2.4, 0).terminated()).isFalse();
    assertThat(stepAtRest(Math.nextUp(2.4), 0).terminated()).isTrue();
    assertThat(stepAtRest(-2.4, 0).terminated()).isFalse();
    assertThat(stepAtRest(-Math.nextUp(2.4), 0).terminated()).isTrue();
  }

  @Test
  void thePoleFallsBeyondItsBound() {
    assertThat(stepAtRest(0, LARGEST_ANGLE).terminated()).isFalse();
    assertThat(stepAtRest(0, Math.nextUp(LARGEST_ANGLE)).terminated()).isTrue();
    assertThat(stepAtRest(0, -LARGEST_ANGLE).terminated()).isFalse();
    assertThat(stepAtRest(0, -Math.nextUp(LARGEST_ANGLE)).terminated()).isTrue();
  }

  @Test
  void theStepThatEndsTheEpisodePaysToo() {
    assertThat(stepAtRest(3, 0).reward()).isEqualTo(1);
  }

  @Test
  void aCheckpointRemembersThatTheEpisodeIsOver() throws IOException {
    CartPole original = task(3, 0);
    original.reset();
    assertThat(original.step(0).reward()).isEqualTo(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    original.saveState(out);
    out.flush();
    CartPole copy = task(0, 0);
    copy.loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(copy.step(0).reward()).isZero();
    assertThat(original.step(0).reward()).isZero();
  }
}
