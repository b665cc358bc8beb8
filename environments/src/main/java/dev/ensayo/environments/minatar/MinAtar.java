package dev.ensayo.environments.minatar;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * A game of MinAtar: what a player sees is a board of 10 by 10 cells in channels, each on or off,
 * {@code [C, 10, 10]} of 0 and 1.
 *
 * <p>Young and Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", 2019. Sticky actions are those of Machado et al.,
 * "Revisiting the Arcade Learning Environment", 2018, section 5.2: the action executed last, which
 * a new episode does not forget, is executed again with some probability.
 */
final class MinAtar implements Environment {
  private final String name;
  private final Game game;
  private final ImmutableIntArray actions;
  private final double stickyProbability;
  private final RandomGenerator random;
  private final RandomGenerator sticky;
  private final Stateful randomState;
  private final Stateful stickyState;
  private final DecisionProcessSpec spec;
  private final Frame frame;
  private final StepResult result = new StepResult();
  private int last = Game.NOTHING;

  /**
   * @param name of the environment, marks its part of a checkpoint
   * @param actions those of {@link Game} that can be taken
   * @param random what the game draws from
   * @param sticky what sticky actions draw from, once a step
   */
  <R extends RandomGenerator & Stateful> MinAtar(
      String name,
      Game game,
      ImmutableIntArray actions,
      double stickyProbability,
      R random,
      R sticky) {
    this.name = name;
    this.game = game;
    this.actions = actions;
    this.stickyProbability = stickyProbability;
    this.random = random;
    this.sticky = sticky;
    this.randomState = random;
    this.stickyState = sticky;
    this.spec = spec(game, actions);
    this.frame = new Frame(game.channels());
  }

  static DecisionProcessSpec spec(Game game, ImmutableIntArray actions) {
    return new DecisionProcessSpec(
        ObservationSpec.bits(game.channels(), Frame.SIZE, Frame.SIZE),
        actions.length(),
        0,
        OptionalDouble.empty(),
        false);
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    game.reset(random);
    return shown();
  }

  private float[] shown() {
    frame.clear();
    game.show(frame);
    return frame.pixels();
  }

  @Override
  public StepResult step(int action) {
    spec.checkAction(action);
    last = sticky.nextDouble() < stickyProbability ? last : actions.get(action);
    int reward = game.isOver() ? 0 : game.step(last, random);
    return result.set(shown(), reward, game.isOver(), false);
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new MinAtarDrawing(game, actions, frame.pixels()));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section(name);
    out.writeInt(last);
    game.saveState(out);
    randomState.saveState(out);
    stickyState.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section(name);
    last = in.readInt();
    game.loadState(in);
    randomState.loadState(in);
    stickyState.loadState(in);
  }
}
