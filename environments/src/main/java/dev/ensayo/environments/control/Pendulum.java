package dev.ensayo.environments.control;

import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * A pendulum that is to be swung up and kept upright by a torque at its hinge, which is too weak to
 * lift it at once; Pendulum-v1 of Gymnasium 1.3.
 *
 * <p>Observation {@code [3]}: cos θ, sin θ, the angular velocity (rad/s) in [−8, 8]; θ is measured
 * from upright. Action {@code [1]}: a torque, clipped to [−2, 2] N m. A step pays −(θ² + 0.1 θ̇² +
 * 0.001 u²) with the angle, in [−π, π), and the velocity from before the step. The episode never
 * terminates.
 *
 * <p>As there, the torque and two products with it, 3u and 0.001u², are in single precision.
 */
public final class Pendulum extends ClassicControl {
  static final String NAME = "pendulum-v1";

  static final double LARGEST_TORQUE = 2;
  private static final double LARGEST_VELOCITY = 8;
  private static final double SECONDS_PER_STEP = 0.05;
  private static final double LARGEST_START_VELOCITY = 1;

  private final double gravity;

  public <R extends RandomGenerator & Stateful> Pendulum(PendulumConfig config, R random) {
    this(config, Pendulum::anywhere, random);
  }

  <R extends RandomGenerator & Stateful> Pendulum(
      PendulumConfig config, StartDistribution start, R random) {
    super(NAME, spec(config), 2, start, random);
    this.gravity = config.gravity();
  }

  private static void anywhere(RandomGenerator random, double[] state) {
    state[0] = random.nextDouble(-Math.PI, Math.PI);
    state[1] = random.nextDouble(-LARGEST_START_VELOCITY, LARGEST_START_VELOCITY);
  }

  /** The shapes, without the time limit; they are the same for all settings. */
  static DecisionProcessSpec spec(PendulumConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(3),
        ActionSpec.box(1, -LARGEST_TORQUE, LARGEST_TORQUE),
        0,
        OptionalDouble.empty(),
        false);
  }

  @Override
  public StepResult step(float[] action) {
    spec().checkAction(action);
    double theta = state[0];
    double velocity = state[1];
    float torque = (float) clip(action[0], -LARGEST_TORQUE, LARGEST_TORQUE);
    double angle = wrapped(theta);
    double cost = angle * angle + 0.1 * (velocity * velocity) + 0.001f * (torque * torque);

    double acceleration = 3 * gravity / 2 * Math.sin(theta) + 3f * torque;
    velocity += acceleration * SECONDS_PER_STEP;
    velocity = clip(velocity, -LARGEST_VELOCITY, LARGEST_VELOCITY);
    state[0] = theta + velocity * SECONDS_PER_STEP;
    state[1] = velocity;
    return observed(-cost, false);
  }

  /** The angle in [−π, π); the remainder is the floored one. */
  private static double wrapped(double angle) {
    double turn = 2 * Math.PI;
    double remainder = (angle + Math.PI) % turn;
    return (remainder < 0 ? remainder + turn : remainder) - Math.PI;
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new PendulumDrawing(state));
  }

  @Override
  void observe() {
    observation[0] = (float) Math.cos(state[0]);
    observation[1] = (float) Math.sin(state[0]);
    observation[2] = (float) state[1];
  }
}
