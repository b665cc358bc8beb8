package dev.ensayo.environments.gridworld;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.environments.wrappers.TimeLimit;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Plays a {@link TransitionTable}. The observation is the index of the state.
 *
 * <p>Takes one uniform draw in [0, 1) at every reset and one at every step, deterministic or not;
 * the first entry whose running sum of probabilities exceeds the draw is what happens.
 */
public final class TabularEnvironment implements Environment {
  private final String name;
  private final DecisionProcessSpec spec;
  private final TransitionTable table;
  private final Optional<GridLook> look;
  private final RandomGenerator random;
  private final Stateful randomState;
  private final float[] observation = new float[1];
  private final StepResult result = new StepResult();
  private int state;

  /**
   * @param name marks the environment's part of a checkpoint
   * @param rewardThreshold as in {@link DecisionProcessSpec}
   */
  public <R extends RandomGenerator & Stateful> TabularEnvironment(
      String name, TransitionTable table, OptionalDouble rewardThreshold, R random) {
    this(name, table, rewardThreshold, Optional.empty(), random);
  }

  private <R extends RandomGenerator & Stateful> TabularEnvironment(
      String name,
      TransitionTable table,
      OptionalDouble rewardThreshold,
      Optional<GridLook> look,
      R random) {
    this.look = look;
    this.name = name;
    this.spec = spec(table, rewardThreshold);
    this.table = table;
    this.random = random;
    this.randomState = random;
  }

  /**
   * A process whose copies all play that table.
   *
   * @param look how it is drawn
   * @param stepLimit steps after which an episode is truncated; 0 for never
   */
  static DecisionProcess process(
      String name,
      TransitionTable table,
      GridLook look,
      OptionalDouble rewardThreshold,
      int stepLimit) {
    DecisionProcess process =
        DecisionProcess.of(
            spec(table, rewardThreshold),
            seeds ->
                new TabularEnvironment(
                    name, table, rewardThreshold, Optional.of(look), seeds.stream("dynamics")));
    return TimeLimit.of(process, stepLimit);
  }

  private static DecisionProcessSpec spec(TransitionTable table, OptionalDouble rewardThreshold) {
    return new DecisionProcessSpec(
        ObservationSpec.discrete(table.states()), table.actions(), 0, rewardThreshold, true);
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    state = table.sampleInitialState(random.nextDouble());
    observation[0] = state;
    return observation;
  }

  @Override
  public StepResult step(int action) {
    spec.checkAction(action);
    TransitionTable.Outcome outcome = table.sample(state, action, random.nextDouble());
    state = outcome.nextState();
    observation[0] = state;
    return result.set(observation, outcome.reward(), outcome.terminated(), false);
  }

  @Override
  public Optional<TransitionTable> transitionTable() {
    return Optional.of(table);
  }

  @Override
  public Optional<Drawing> drawing() {
    return look.map(grid -> grid.drawing(() -> state));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section(name);
    out.writeInt(state);
    randomState.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section(name);
    state = in.readInt();
    randomState.loadState(in);
  }
}
