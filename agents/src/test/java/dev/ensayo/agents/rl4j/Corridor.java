package dev.ensayo.agents.rl4j;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import java.util.OptionalDouble;

/**
 * A fake: cells 0 to n − 1 in a row, action 1 goes right, action 0 left. It starts in cell 0 or 1,
 * terminates with reward 1 in the last cell and is truncated after a number of steps. The reward to
 * learn from is twice the task's.
 */
final class Corridor implements Environment {
  private final DecisionProcessSpec spec;
  private final RandomStream random;
  private final StepResult result = new StepResult();
  private final float[] observation;
  private int cell;
  private int steps;
  private int totalSteps;
  private int resets;
  private boolean closed;

  Corridor(DecisionProcessSpec spec, RandomStream random) {
    this.spec = spec;
    this.random = random;
    this.observation = new float[spec.observation().size()];
  }

  /** Cells shown as their index. */
  static DecisionProcessSpec indexed(int cells, int stepLimit) {
    return new DecisionProcessSpec(
        ObservationSpec.discrete(cells), 2, stepLimit, OptionalDouble.empty(), false);
  }

  /** Cells shown as two real numbers: the cell and the steps left, both in [0, 1]. */
  static DecisionProcessSpec continuous(int stepLimit) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(2), 2, stepLimit, OptionalDouble.empty(), false);
  }

  /** Copies of a corridor of six cells, or as many as a discrete observation has states. */
  static DecisionProcess process(DecisionProcessSpec spec) {
    return DecisionProcess.of(spec, seeds -> new Corridor(spec, seeds.stream("start")));
  }

  private int last() {
    return (spec.observation().isDiscrete() ? spec.observation().states() : 6) - 1;
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    cell = random.nextInt(2);
    steps = 0;
    resets++;
    return observe();
  }

  @Override
  public StepResult step(int action) {
    cell = Math.max(0, cell + (action == 1 ? 1 : -1));
    steps++;
    totalSteps++;
    boolean terminated = cell == last();
    double reward = terminated ? 1 : 0;
    boolean truncated = !terminated && steps == spec.stepLimit();
    return result.set(observe(), reward, terminated, truncated).reshapeReward(2 * reward);
  }

  private float[] observe() {
    if (spec.observation().isDiscrete()) {
      observation[0] = cell;
    } else {
      observation[0] = (float) cell / last();
      observation[1] = 1 - (float) steps / spec.stepLimit();
    }
    return observation;
  }

  /** Steps taken since it was made. */
  int totalSteps() {
    return totalSteps;
  }

  /** Episodes begun since it was made. */
  int resets() {
    return resets;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void saveState(StateWriter out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void loadState(StateReader in) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    closed = true;
  }
}
