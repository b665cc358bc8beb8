package dev.ensayo.environments.control;

import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Two links that hang from a hinge, with a motor at the joint between them; the free end has to
 * swing up above a line. Acrobot-v1 of Gymnasium 1.3.
 *
 * <p>Paper: Sutton, "Generalization in reinforcement learning: Successful examples using sparse
 * coarse coding", NIPS 8, 1996; the equations are those of Sutton and Barto, "Reinforcement
 * Learning: An Introduction", 1998, section 11.3 (the "book" dynamics).
 *
 * <p>State: θ₁, the angle of the first link (0 hangs down), θ₂, that of the second relative to the
 * first (rad), and their velocities (rad/s). Observation {@code [6]}: cos θ₁, sin θ₁, cos θ₂, sin
 * θ₂ and the two velocities. Actions: torque −1, 0 or 1 N·m on the joint. A step pays −1, the one
 * that ends the episode 0: when −cos θ₁ − cos(θ₁ + θ₂) &gt; 1.
 */
public final class Acrobot extends ClassicControl {
  static final String NAME = "acrobot-v1";

  private static final double SECONDS_PER_STEP = 0.2;
  private static final double MASS_1 = 1;
  private static final double MASS_2 = 1;
  private static final double LENGTH_1 = 1;
  private static final double CENTER_1 = 0.5;
  private static final double CENTER_2 = 0.5;
  private static final double INERTIA_1 = 1;
  private static final double INERTIA_2 = 1;
  private static final double GRAVITY = 9.8;
  private static final double LARGEST_VELOCITY_1 = 4 * Math.PI;
  private static final double LARGEST_VELOCITY_2 = 9 * Math.PI;
  private static final double START_RANGE = 0.1;
  private static final int SIZE = 4;
  private static final double REWARD_THRESHOLD = -100;
  private static final AcrobotConfig REGISTERED = Settings.defaults(AcrobotConfig.class);

  private final double[] intermediate = new double[SIZE];
  private final double[] slope1 = new double[SIZE];
  private final double[] slope2 = new double[SIZE];
  private final double[] slope3 = new double[SIZE];
  private final double[] slope4 = new double[SIZE];

  public <R extends RandomGenerator & Stateful> Acrobot(AcrobotConfig config, R random) {
    this(config, Acrobot::nearlyHanging, random);
  }

  <R extends RandomGenerator & Stateful> Acrobot(
      AcrobotConfig config, StartDistribution start, R random) {
    super(NAME, spec(config), SIZE, start, random);
  }

  private static void nearlyHanging(RandomGenerator random, double[] state) {
    for (int i = 0; i < SIZE; i++) {
      // Gymnasium keeps the first state in single precision.
      state[i] = (float) random.nextDouble(-START_RANGE, START_RANGE);
    }
  }

  /** The shapes, without the time limit; the threshold is published for the defaults only. */
  static DecisionProcessSpec spec(AcrobotConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(6),
        3,
        0,
        config.equals(REGISTERED) ? OptionalDouble.of(REWARD_THRESHOLD) : OptionalDouble.empty(),
        false);
  }

  @Override
  public StepResult step(int action) {
    spec().checkAction(action);
    integrate(action - 1);
    state[0] = wrap(state[0]);
    state[1] = wrap(state[1]);
    state[2] = clip(state[2], -LARGEST_VELOCITY_1, LARGEST_VELOCITY_1);
    state[3] = clip(state[3], -LARGEST_VELOCITY_2, LARGEST_VELOCITY_2);
    boolean terminated = -Math.cos(state[0]) - Math.cos(state[1] + state[0]) > 1;
    return observed(terminated ? 0 : -1, terminated);
  }

  /** One step of the classical Runge-Kutta method with constant torque. */
  private void integrate(double torque) {
    derive(state, torque, slope1);
    advance(SECONDS_PER_STEP / 2, slope1);
    derive(intermediate, torque, slope2);
    advance(SECONDS_PER_STEP / 2, slope2);
    derive(intermediate, torque, slope3);
    advance(SECONDS_PER_STEP, slope3);
    derive(intermediate, torque, slope4);
    for (int i = 0; i < SIZE; i++) {
      state[i] += SECONDS_PER_STEP / 6 * (slope1[i] + 2 * slope2[i] + 2 * slope3[i] + slope4[i]);
    }
  }

  private void advance(double seconds, double[] slope) {
    for (int i = 0; i < SIZE; i++) {
      intermediate[i] = state[i] + seconds * slope[i];
    }
  }

  /** Fills {@code slope} with the time derivative of the state {@code s}. */
  private static void derive(double[] s, double torque, double[] slope) {
    double theta1 = s[0];
    double theta2 = s[1];
    double velocity1 = s[2];
    double velocity2 = s[3];
    double cos2 = Math.cos(theta2);
    double sin2 = Math.sin(theta2);
    double d1 =
        MASS_1 * CENTER_1 * CENTER_1
            + MASS_2 * (LENGTH_1 * LENGTH_1 + CENTER_2 * CENTER_2 + 2 * LENGTH_1 * CENTER_2 * cos2)
            + INERTIA_1
            + INERTIA_2;
    double d2 = MASS_2 * (CENTER_2 * CENTER_2 + LENGTH_1 * CENTER_2 * cos2) + INERTIA_2;
    double phi2 = MASS_2 * CENTER_2 * GRAVITY * Math.cos(theta1 + theta2 - Math.PI / 2);
    double phi1 =
        -MASS_2 * LENGTH_1 * CENTER_2 * velocity2 * velocity2 * sin2
            - 2 * MASS_2 * LENGTH_1 * CENTER_2 * velocity2 * velocity1 * sin2
            + (MASS_1 * CENTER_1 + MASS_2 * LENGTH_1) * GRAVITY * Math.cos(theta1 - Math.PI / 2)
            + phi2;
    double acceleration2 =
        (torque
                + d2 / d1 * phi1
                - MASS_2 * LENGTH_1 * CENTER_2 * velocity1 * velocity1 * sin2
                - phi2)
            / (MASS_2 * CENTER_2 * CENTER_2 + INERTIA_2 - d2 * d2 / d1);
    slope[0] = velocity1;
    slope[1] = velocity2;
    slope[2] = -(d2 * acceleration2 + phi1) / d1;
    slope[3] = acceleration2;
  }

  /** The same angle in [−π, π]. */
  private static double wrap(double angle) {
    double wrapped = angle;
    while (wrapped > Math.PI) {
      wrapped -= 2 * Math.PI;
    }
    while (wrapped < -Math.PI) {
      wrapped += 2 * Math.PI;
    }
    return wrapped;
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new AcrobotDrawing(state));
  }

  @Override
  void observe() {
    observation[0] = (float) Math.cos(state[0]);
    observation[1] = (float) Math.sin(state[0]);
    observation[2] = (float) Math.cos(state[1]);
    observation[3] = (float) Math.sin(state[1]);
    observation[4] = (float) state[2];
    observation[5] = (float) state[3];
  }
}
