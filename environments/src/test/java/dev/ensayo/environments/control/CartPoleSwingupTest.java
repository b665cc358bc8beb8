package dev.ensayo.environments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** When the pole that is swung up pays, and what can be had. */
class CartPoleSwingupTest {
  private static final int LEFT = 0;
  private static final int NONE = 1;
  private static final int RIGHT = 2;

  private static CartPoleSwingup task() {
    return new CartPoleSwingup(
        Settings.defaults(CartPoleSwingupConfig.class), new SeedSequence(1).stream("dynamics"));
  }

  /** Without velocity a position stays where it is for a step; the velocity changes by a little. */
  private static StepResult stepFrom(double x, double theta, double velocity, int action) {
    CartPoleSwingup task = task();
    task.reset();
    task.state[0] = x;
    task.state[1] = 0;
    task.state[2] = theta;
    task.state[3] = velocity;
    return task.step(action);
  }

  @Test
  void paysWhenUprightSlowAndCentred() {
    assertThat(stepFrom(0, 0, 0, NONE).reward()).isEqualTo(1);
    assertThat(stepFrom(0, 2 * Math.PI, 0, NONE).reward()).isEqualTo(1);
    assertThat(stepFrom(0, Math.PI / 3 - 0.001, 0, NONE).reward()).isEqualTo(1);
    assertThat(stepFrom(0, Math.PI / 3 + 0.001, 0, NONE).reward()).isZero();
    assertThat(stepFrom(0.999, 0, 0, NONE).reward()).isEqualTo(1);
    assertThat(stepFrom(-1, 0, 0, NONE).reward()).isZero();
    assertThat(stepFrom(0, 0, 0.9, NONE).reward()).isEqualTo(1);
    assertThat(stepFrom(0, 0, 1.1, NONE).reward()).isZero();
  }

  @Test
  void aPushCosts() {
    assertThat(stepFrom(0, 0, 0, LEFT).reward()).isEqualTo(0.9);
    assertThat(stepFrom(0, Math.PI, 0, RIGHT).reward()).isEqualTo(-0.1);
    assertThat(stepFrom(0, Math.PI, 0, NONE).reward()).isZero();
  }

  @Test
  void theTrackEndsBeyondItsBound() {
    assertThat(stepFrom(3, 0, 0, NONE).terminated()).isFalse();
    assertThat(stepFrom(Math.nextUp(3.0), 0, 0, NONE).terminated()).isTrue();
    assertThat(stepFrom(-Math.nextUp(3.0), 0, 0, NONE).terminated()).isTrue();
  }

  @Test
  void showsTheTimeAndWhatPays() {
    float[] seen = stepFrom(1.5, Math.PI / 2, 2, NONE).observation();
    assertThat(seen[0]).isEqualTo(0.5f);
    assertThat((double) seen[2]).isCloseTo(Math.sin(Math.PI / 2 + 0.02), within(1e-6));
    assertThat((double) seen[3]).isCloseTo(Math.cos(Math.PI / 2 + 0.02), within(1e-6));
    assertThat(seen[5]).isEqualTo(0.001f);
    assertThat(seen[6]).isEqualTo(-1);
    assertThat(seen[7]).isEqualTo(-1);
    assertThat(stepFrom(0, 0, 0, NONE).observation()).endsWith(1, 1);
  }

  /** In half of the time of a step of CartPole velocities change by half as much. */
  @Test
  void movesAsCartPoleDoes() {
    CartPole standing =
        new CartPole(
            Settings.defaults(CartPoleConfig.class),
            (random, state) -> state[2] = 0.1,
            new SeedSequence(0).stream("unused"));
    standing.reset();
    standing.step(1);
    CartPoleSwingup swinging = task();
    swinging.reset();
    double[] start = {0, 0, 0.1, 0, 0};
    System.arraycopy(start, 0, swinging.state, 0, start.length);
    swinging.step(RIGHT);
    assertThat(swinging.state[1]).isCloseTo(standing.state[1] / 2, within(1e-15));
    assertThat(swinging.state[3]).isCloseTo(standing.state[3] / 2, within(1e-15));
  }

  private static double play(long seed, ToIntFunction<double[]> policy) {
    SeedSequence seeds = new SeedSequence(seed);
    CartPoleSwingup task =
        new CartPoleSwingup(
            Settings.defaults(CartPoleSwingupConfig.class), seeds.stream("dynamics"));
    task.reset();
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
      StepResult result = task.step(policy.applyAsInt(task.state));
      sum += result.reward();
      if (result.terminated()) {
        break;
      }
    }
    return sum;
  }

  /**
   * Pumps energy into the pole (Åström and Furuta, "Swinging up a pendulum by energy control",
   * 2000, with terms that keep the cart near the middle), then balances it by state feedback with a
   * dead zone, since pushes cost. The numbers were found by a random search.
   */
  private static int swingUp(double[] state) {
    double x = state[0];
    double xVelocity = state[1];
    double theta = Math.IEEEremainder(state[2], 2 * Math.PI);
    double velocity = state[3];
    double cos = Math.cos(theta);
    if (cos > 0.7 && Math.abs(velocity) < 4) {
      return push(20.9 * theta + 7.289 * velocity + 1.163 * x + 3.35 * xVelocity, 0.6195);
    }
    double energy = 0.5 * velocity * velocity * (0.5 * 4 / 3) - 9.8 * (1 - cos);
    return push(1.198 * energy * cos * velocity - 20.1 * x - 7.895 * xVelocity, 0.5);
  }

  private static int push(double wish, double deadZone) {
    if (Math.abs(wish) < deadZone) {
      return NONE;
    }
    return wish > 0 ? RIGHT : LEFT;
  }

  @Test
  void thePoleCanBeSwungUpAndKeptUpright() {
    double sum = 0;
    for (long seed = 1; seed <= 20; seed++) {
      double reached = play(seed, CartPoleSwingupTest::swingUp);
      assertThat(reached).isBetween(700.0, 855.0);
      sum += reached;
    }
    assertThat(sum / 20).isBetween(830.0, 850.0);
  }

  @Test
  void doingNothingPaysNothing() {
    assertThat(play(1, state -> NONE)).isZero();
  }

  /** Two of three random actions cost 0.1, and the pole is hardly ever upright and slow. */
  @Test
  void chancePaysForItsPushes() {
    RandomStream random = new SeedSequence(3).stream("policy");
    double sum = 0;
    for (long seed = 1; seed <= 50; seed++) {
      sum += play(seed, state -> random.nextInt(3));
    }
    assertThat(sum / 50).isBetween(-67.0, -20.0);
  }

  /** What is seen without velocities is the rest of what is seen with them. */
  @Test
  void aPoleWithoutVelocitiesIsTheSamePole() {
    Environment whole = cartPole("{}");
    Environment positions = cartPole("{velocities: false}");
    assertThat(positions.spec().observation().size()).isEqualTo(2);
    float[] all = whole.reset();
    float[] seen = positions.reset();
    for (int i = 0; i < 8; i++) {
      assertThat(seen).containsExactly(all[0], all[2]);
      all = whole.step(i % 2).observation();
      seen = positions.step(i % 2).observation();
    }
  }

  private static Environment cartPole(String settings) {
    return new CartPoleProvider()
        .open(Settings.of(CartPoleConfig.class, settings))
        .create(new SeedSequence(4));
  }
}
