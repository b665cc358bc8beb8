package dev.ensayo.environments.control;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * A pole hinged on a cart, kept upright by pushing the cart to the left or to the right;
 * CartPole-v1 of Gymnasium 1.3.
 *
 * <p>Paper: Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult
 * learning control problems", IEEE Transactions on Systems, Man, and Cybernetics 13(5), 1983,
 * without friction.
 *
 * <p>Observation {@code [4]}: position of the cart x (m), its velocity (m/s), angle of the pole
 * from upright θ (rad), its angular velocity (rad/s). Actions: 0 pushes to the left, 1 to the
 * right, with 10 N. The episode terminates when |x| &gt; 2.4 m or |θ| &gt; 12°.
 */
public final class CartPole extends ClassicControl {
  static final String NAME = "cartpole-v1";

  private static final double GRAVITY = 9.8;
  private static final double CART_MASS = 1.0;
  private static final double POLE_MASS = 0.1;
  private static final double TOTAL_MASS = POLE_MASS + CART_MASS;
  private static final double HALF_POLE_LENGTH = 0.5;
  private static final double POLE_MASS_LENGTH = POLE_MASS * HALF_POLE_LENGTH;
  private static final double FORCE = 10.0;
  private static final double SECONDS_PER_STEP = 0.02;
  private static final double LARGEST_ANGLE = 12 * 2 * Math.PI / 360;
  static final double LARGEST_POSITION = 2.4;
  private static final double START_RANGE = 0.05;
  private static final double REWARD_THRESHOLD = 475;
  private static final CartPoleConfig REGISTERED = Settings.defaults(CartPoleConfig.class);

  private final boolean suttonBartoReward;
  private boolean ended;

  public <R extends RandomGenerator & Stateful> CartPole(CartPoleConfig config, R random) {
    this(config, StartDistribution.uniform(-START_RANGE, START_RANGE), random);
  }

  <R extends RandomGenerator & Stateful> CartPole(
      CartPoleConfig config, StartDistribution start, R random) {
    super(NAME, spec(config), 4, start, random);
    this.suttonBartoReward = config.suttonBartoReward();
  }

  /** The shapes, without the time limit; the threshold is published for the defaults only. */
  static DecisionProcessSpec spec(CartPoleConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(4),
        2,
        0,
        config.equals(REGISTERED) ? OptionalDouble.of(REWARD_THRESHOLD) : OptionalDouble.empty(),
        false);
  }

  @Override
  public float[] reset() {
    ended = false;
    return super.reset();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Gymnasium lets one step on after the end, for a reward of 0 (−1 in Sutton and Barto's
   * scheme); so does this, though nothing here relies on it.
   */
  @Override
  public StepResult step(int action) {
    spec().checkAction(action);
    double x = state[0];
    double xVelocity = state[1];
    double theta = state[2];
    double thetaVelocity = state[3];
    double force = action == 1 ? FORCE : -FORCE;
    double cos = Math.cos(theta);
    double sin = Math.sin(theta);
    double push = (force + POLE_MASS_LENGTH * (thetaVelocity * thetaVelocity) * sin) / TOTAL_MASS;
    double thetaAcceleration =
        (GRAVITY * sin - cos * push)
            / (HALF_POLE_LENGTH * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
    double xAcceleration = push - POLE_MASS_LENGTH * thetaAcceleration * cos / TOTAL_MASS;

    // Explicit Euler: positions move with the velocities from before the step.
    x += SECONDS_PER_STEP * xVelocity;
    xVelocity += SECONDS_PER_STEP * xAcceleration;
    theta += SECONDS_PER_STEP * thetaVelocity;
    thetaVelocity += SECONDS_PER_STEP * thetaAcceleration;
    state[0] = x;
    state[1] = xVelocity;
    state[2] = theta;
    state[3] = thetaVelocity;

    boolean terminated = Math.abs(x) > LARGEST_POSITION || Math.abs(theta) > LARGEST_ANGLE;
    double reward = reward(terminated);
    ended |= terminated;
    return observed(reward, terminated);
  }

  private double reward(boolean terminated) {
    if (suttonBartoReward) {
      return terminated ? -1 : 0;
    }
    return terminated && ended ? 0 : 1;
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new CartPoleDrawing(state));
  }

  @Override
  void observe() {
    observation[0] = (float) state[0];
    observation[1] = (float) state[1];
    observation[2] = (float) state[2];
    observation[3] = (float) state[3];
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.writeBoolean(ended);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    ended = in.readBoolean();
  }
}
