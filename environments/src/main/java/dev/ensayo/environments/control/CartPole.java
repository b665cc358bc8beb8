package dev.ensayo.environments.control;

import com.google.common.collect.ImmutableList;
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
 * from upright θ (rad), its angular velocity (rad/s); {@code [2]}, x and θ, without {@code
 * velocities}, where an agent needs memory. Actions: 0 pushes to the left, 1 to the right, with 10
 * N. The episode terminates when |x| &gt; 2.4 m or |θ| &gt; 12°.
 */
public final class CartPole extends ClassicControl {
  static final String NAME = "cartpole-v1";

  private static final double SECONDS_PER_STEP = 0.02;
  private static final double LARGEST_ANGLE = 12 * 2 * Math.PI / 360;
  static final double LARGEST_POSITION = 2.4;
  private static final ImmutableList<String> ACTIONS = ImmutableList.of("left", "right");
  private static final double START_RANGE = 0.05;
  private static final double REWARD_THRESHOLD = 475;
  private static final CartPoleConfig REGISTERED = Settings.defaults(CartPoleConfig.class);

  private final boolean suttonBartoReward;
  private final boolean velocities;
  private boolean ended;

  public <R extends RandomGenerator & Stateful> CartPole(CartPoleConfig config, R random) {
    this(config, StartDistribution.uniform(-START_RANGE, START_RANGE), random);
  }

  <R extends RandomGenerator & Stateful> CartPole(
      CartPoleConfig config, StartDistribution start, R random) {
    super(NAME, spec(config), 4, start, random);
    this.suttonBartoReward = config.suttonBartoReward();
    this.velocities = config.velocities();
  }

  /** The shapes, without the time limit; the threshold is published for the defaults only. */
  static DecisionProcessSpec spec(CartPoleConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(config.velocities() ? 4 : 2),
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
    PoleOnCart.push(state, action == 1 ? PoleOnCart.FORCE : -PoleOnCart.FORCE, SECONDS_PER_STEP);
    boolean terminated =
        Math.abs(state[0]) > LARGEST_POSITION || Math.abs(state[2]) > LARGEST_ANGLE;
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
    return Optional.of(CartPoleDrawing.standing(state, LARGEST_POSITION, ACTIONS));
  }

  @Override
  void observe() {
    if (velocities) {
      observation[0] = (float) state[0];
      observation[1] = (float) state[1];
      observation[2] = (float) state[2];
      observation[3] = (float) state[3];
    } else {
      observation[0] = (float) state[0];
      observation[1] = (float) state[2];
    }
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
