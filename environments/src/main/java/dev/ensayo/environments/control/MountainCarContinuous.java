package dev.ensayo.environments.control;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * The car of {@link MountainCar}, driven as hard as one likes: effort costs, and only the goal is
 * paid for; MountainCarContinuous-v0 of Gymnasium 1.3.
 *
 * <p>Observation {@code [2]}: position in [−1.2, 0.6], velocity in [−0.07, 0.07] (position per
 * step). Action {@code [1]}: a force, clipped to [−1, 1]. A step costs 0.1 times the square of the
 * action as it was given, not clipped; reaching position 0.45 with a velocity of at least {@code
 * goalVelocity} pays 100 and terminates the episode.
 *
 * <p>As there, numbers are doubles in the first step of an episode and single-precision from then
 * on.
 */
public final class MountainCarContinuous extends ClassicControl {
  static final String NAME = "mountaincarcontinuous-v0";

  static final double GOAL_POSITION = 0.45;
  private static final double LARGEST_FORCE = 1;
  private static final double LARGEST_VELOCITY = 0.07;
  private static final double POWER = 0.0015;
  private static final double GRAVITY = 0.0025;
  private static final double GOAL_PAYS = 100;
  private static final double EFFORT_COSTS = 0.1;
  private static final double REWARD_THRESHOLD = 90;
  private static final MountainCarContinuousConfig REGISTERED =
      Settings.defaults(MountainCarContinuousConfig.class);

  private final double goalVelocity;
  private boolean inDoubles;

  public <R extends RandomGenerator & Stateful> MountainCarContinuous(
      MountainCarContinuousConfig config, R random) {
    this(config, MountainCar::restInTheValley, random);
  }

  <R extends RandomGenerator & Stateful> MountainCarContinuous(
      MountainCarContinuousConfig config, StartDistribution start, R random) {
    super(NAME, spec(config), 2, start, random);
    this.goalVelocity = config.goalVelocity();
  }

  /** The shapes, without the time limit; the threshold is published for the defaults only. */
  static DecisionProcessSpec spec(MountainCarContinuousConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(2),
        ActionSpec.box(1, -LARGEST_FORCE, LARGEST_FORCE),
        0,
        config.equals(REGISTERED) ? OptionalDouble.of(REWARD_THRESHOLD) : OptionalDouble.empty(),
        false);
  }

  @Override
  public float[] reset() {
    inDoubles = true;
    return super.reset();
  }

  @Override
  public StepResult step(float[] action) {
    spec().checkAction(action);
    double velocity = rounded(state[1] + push(action[0], state[0]));
    double fastest = rounded(LARGEST_VELOCITY);
    velocity = clip(velocity, -fastest, fastest);
    double leftEnd = rounded(MountainCar.LOWEST_POSITION);
    double position =
        clip(rounded(state[0] + velocity), leftEnd, rounded(MountainCar.HIGHEST_POSITION));
    if (position == leftEnd && velocity < 0) {
      velocity = 0;
    }
    boolean arrived = position >= rounded(GOAL_POSITION) && velocity >= rounded(goalVelocity);
    state[0] = (float) position;
    state[1] = (float) velocity;
    inDoubles = false;
    double effort = (double) action[0] * action[0];
    return observed((arrived ? GOAL_PAYS : 0) - effort * EFFORT_COSTS, arrived);
  }

  /** What the engine and the slope add to the velocity. */
  private double push(float action, double position) {
    double slope = GRAVITY * Math.cos(rounded(3 * position));
    double force = clip(action, -LARGEST_FORCE, LARGEST_FORCE);
    // A force that was clipped has become a double; one that was not stays single-precision.
    return force == action
        ? action * (float) POWER - (float) slope
        : rounded(force * POWER - slope);
  }

  /** A number in the precision of this step. */
  private double rounded(double value) {
    return inDoubles ? value : (float) value;
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new MountainCarDrawing(state, GOAL_POSITION, ImmutableList.of()));
  }

  @Override
  void observe() {
    observation[0] = (float) state[0];
    observation[1] = (float) state[1];
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.writeBoolean(inDoubles);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    inDoubles = in.readBoolean();
  }
}
