package dev.ensayo.environments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

/** Where episodes start; recordings cannot show it, since their generator is another one. */
class StartDistributionTest {
  private static final int EPISODES = 20_000;

  /** Standard errors that a mean may be off by. */
  private static final double STANDARD_ERRORS = 5;

  private final RandomStream random = new SeedSequence(5).stream("starts");

  @Test
  void cartPole() {
    CartPole task = new CartPole(Settings.defaults(CartPoleConfig.class), random);
    for (int variable = 0; variable < 4; variable++) {
      assertUniform(task, variable, -0.05, 0.05);
    }
  }

  @Test
  void mountainCar() {
    MountainCar task = new MountainCar(Settings.defaults(MountainCarConfig.class), random);
    assertUniform(task, 0, -0.6, -0.4);
    task.reset();
    assertThat(task.state[1]).isZero();
  }

  @Test
  void mountainCarContinuous() {
    MountainCarContinuous task =
        new MountainCarContinuous(Settings.defaults(MountainCarContinuousConfig.class), random);
    assertUniform(task, 0, -0.6, -0.4);
    task.reset();
    assertThat(task.state[1]).isZero();
  }

  @Test
  void pendulum() {
    Pendulum task = new Pendulum(Settings.defaults(PendulumConfig.class), random);
    assertUniform(task, 0, -Math.PI, Math.PI);
    assertUniform(task, 1, -1, 1);
  }

  @Test
  void aHangingPole() {
    CartPoleSwingup task =
        new CartPoleSwingup(Settings.defaults(CartPoleSwingupConfig.class), random);
    assertUniform(task, 0, -0.05, 0.05);
    assertUniform(task, 1, -0.05, 0.05);
    assertUniform(task, 2, Math.PI - 0.05, Math.PI + 0.05);
    assertUniform(task, 3, -0.05, 0.05);
  }

  @Test
  void acrobotInSinglePrecision() {
    Acrobot task = new Acrobot(Settings.defaults(AcrobotConfig.class), random);
    for (int variable = 0; variable < 4; variable++) {
      assertUniform(task, variable, -0.1, 0.1);
      assertThat(task.state[variable]).isEqualTo((float) task.state[variable]);
    }
  }

  /**
   * A uniform variable on [a, b) has mean (a + b)/2, variance (b − a)²/12 and a fourth central
   * moment of (b − a)⁴/80, so the estimated variance has variance ((b − a)⁴/80 − (b − a)⁴/144)/n.
   */
  private static void assertUniform(ClassicControl task, int variable, double low, double high) {
    double middle = (low + high) / 2;
    double width = high - low;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < EPISODES; i++) {
      task.reset();
      double x = task.state[variable];
      // Rounding to single precision may reach the bound itself.
      assertThat(x).isBetween(low - 1e-8, high + 1e-8);
      sum += x - middle;
      squares += (x - middle) * (x - middle);
    }
    double errorOfMean = Math.sqrt(width * width / 12 / EPISODES);
    double errorOfVariance = width * width * Math.sqrt((1.0 / 80 - 1.0 / 144) / EPISODES);
    assertThat(sum / EPISODES).isCloseTo(0, within(STANDARD_ERRORS * errorOfMean));
    assertThat(squares / EPISODES)
        .isCloseTo(width * width / 12, within(STANDARD_ERRORS * errorOfVariance));
  }
}
