package dev.ensayo.environments.control;

import com.google.common.collect.ImmutableList;
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
 * A car too weak to drive up a hill, which has to swing to get there; MountainCar-v0 of Gymnasium
 * 1.3.
 *
 * <p>Paper: Moore, "Efficient memory-based learning for robot control", PhD thesis, University of
 * Cambridge, 1990; in the form of Sutton and Barto, "Reinforcement Learning: An Introduction", 2nd
 * edition, 2018, Example 10.1.
 *
 * <p>Observation {@code [2]}: position in [−1.2, 0.6], velocity in [−0.07, 0.07] (position per
 * step). Actions: 0 accelerates to the left, 1 not at all, 2 to the right. Every step pays −1. The
 * episode terminates at position 0.5 or beyond, if the velocity is at least {@code goalVelocity}.
 */
public final class MountainCar extends ClassicControl {
  static final String NAME = "mountaincar-v0";

  static final double LOWEST_POSITION = -1.2;
  static final double HIGHEST_POSITION = 0.6;
  static final double GOAL_POSITION = 0.5;
  private static final ImmutableList<String> ACTIONS = ImmutableList.of("left", "none", "right");
  private static final double LARGEST_VELOCITY = 0.07;
  private static final double FORCE = 0.001;
  private static final double GRAVITY = 0.0025;
  private static final double LOWEST_START = -0.6;
  private static final double HIGHEST_START = -0.4;
  private static final double REWARD_THRESHOLD = -110;
  private static final MountainCarConfig REGISTERED = Settings.defaults(MountainCarConfig.class);

  private final double goalVelocity;

  public <R extends RandomGenerator & Stateful> MountainCar(MountainCarConfig config, R random) {
    this(config, MountainCar::restInTheValley, random);
  }

  <R extends RandomGenerator & Stateful> MountainCar(
      MountainCarConfig config, StartDistribution start, R random) {
    super(NAME, spec(config), 2, start, random);
    this.goalVelocity = config.goalVelocity();
  }

  /** Where the car of either task starts. */
  static void restInTheValley(RandomGenerator random, double[] state) {
    state[0] = random.nextDouble(LOWEST_START, HIGHEST_START);
    state[1] = 0;
  }

  /** The shapes, without the time limit; the threshold is published for the defaults only. */
  static DecisionProcessSpec spec(MountainCarConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(2),
        3,
        0,
        config.equals(REGISTERED) ? OptionalDouble.of(REWARD_THRESHOLD) : OptionalDouble.empty(),
        false);
  }

  @Override
  public StepResult step(int action) {
    spec().checkAction(action);
    double position = state[0];
    double velocity = state[1];
    velocity += (action - 1) * FORCE + Math.cos(3 * position) * -GRAVITY;
    velocity = clip(velocity, -LARGEST_VELOCITY, LARGEST_VELOCITY);
    position = clip(position + velocity, LOWEST_POSITION, HIGHEST_POSITION);
    if (position == LOWEST_POSITION && velocity < 0) {
      velocity = 0;
    }
    state[0] = position;
    state[1] = velocity;
    return observed(-1, position >= GOAL_POSITION && velocity >= goalVelocity);
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new MountainCarDrawing(state, GOAL_POSITION, ACTIONS));
  }

  @Override
  void observe() {
    observation[0] = (float) state[0];
    observation[1] = (float) state[1];
  }
}
