package dev.ensayo.environments.control;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * The pole of {@link CartPole} hangs down, and is to be swung up and kept upright near the middle:
 * does an agent explore, though each push costs something and nothing is paid for a long time?
 *
 * <p>Osband et al., "Behaviour Suite for Reinforcement Learning", ICLR 2020, experiment {@code
 * cartpole_swingup}. A step takes 0.01 s. It pays 1 if cos θ is above {@code heightThreshold} and
 * the angular velocity and the position are below theirs, less {@code moveCost} for a push. The
 * episode terminates when |x| &gt; 3 m. Actions: 0 pushes to the left, 1 not at all, 2 to the
 * right, with 10 N.
 *
 * <p>Observation {@code [8]}: x / 3 m, its velocity / 3 m/s, sin θ, cos θ, the angular velocity
 * (rad/s), the share of the time that has passed, 1 if x is small enough for pay else −1, the same
 * for the angular velocity.
 */
public final class CartPoleSwingup extends ClassicControl {
  static final String NAME = "cartpole-swingup";

  static final double LARGEST_POSITION = 3;
  private static final double SECONDS_PER_STEP = 0.01;
  private static final double START_RANGE = 0.05;
  private static final int STEPS = 4;
  private static final ImmutableList<String> ACTIONS = ImmutableList.of("left", "none", "right");

  private final CartPoleSwingupConfig config;

  public <R extends RandomGenerator & Stateful> CartPoleSwingup(
      CartPoleSwingupConfig config, R random) {
    super(NAME, spec(config), 5, CartPoleSwingup::hanging, random);
    this.config = config;
  }

  private static void hanging(RandomGenerator random, double[] state) {
    for (int i = 0; i < STEPS; i++) {
      state[i] = random.nextDouble(-START_RANGE, START_RANGE);
    }
    state[2] += Math.PI;
    state[STEPS] = 0;
  }

  /** The shapes, without the time limit; they are the same for all settings. */
  static DecisionProcessSpec spec(CartPoleSwingupConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(8), ACTIONS.size(), 0, OptionalDouble.empty(), false);
  }

  @Override
  public StepResult step(int action) {
    spec().checkAction(action);
    int direction = action - 1;
    PoleOnCart.push(state, direction * PoleOnCart.FORCE, SECONDS_PER_STEP);
    state[STEPS]++;
    boolean pays = Math.cos(state[2]) > config.heightThreshold() && isSlow() && isCentred();
    double reward = (pays ? 1 : 0) - Math.abs(direction) * config.moveCost();
    return observed(reward, Math.abs(state[0]) > LARGEST_POSITION);
  }

  private boolean isSlow() {
    return Math.abs(state[3]) < config.velocityThreshold();
  }

  private boolean isCentred() {
    return Math.abs(state[0]) < config.positionThreshold();
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(CartPoleDrawing.hanging(state, LARGEST_POSITION, ACTIONS));
  }

  @Override
  void observe() {
    observation[0] = (float) (state[0] / LARGEST_POSITION);
    observation[1] = (float) (state[1] / LARGEST_POSITION);
    observation[2] = (float) Math.sin(state[2]);
    observation[3] = (float) Math.cos(state[2]);
    observation[4] = (float) state[3];
    observation[5] = (float) (state[STEPS] / config.stepLimit());
    observation[6] = isCentred() ? 1 : -1;
    observation[7] = isSlow() ? 1 : -1;
  }
}
