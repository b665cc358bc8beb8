package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the diagnostic tasks share: a state of a few whole numbers, and a reward that may have noise
 * on it. Noise is learned from and not scored: the score counts what the agent decides.
 */
abstract class DiagnosticTask implements Environment {
  /** All that matters for what follows. */
  final int[] state;

  /** All randomness of the task. */
  final RandomStream random;

  private final String name;
  private final DecisionProcessSpec spec;
  private final float[] observation;
  private final StepResult result = new StepResult();

  /**
   * @param name of the environment, marks its part of a checkpoint
   * @param stateSize how many whole numbers the state has
   */
  DiagnosticTask(String name, DecisionProcessSpec spec, int stateSize, RandomStream random) {
    this.name = name;
    this.spec = spec;
    this.state = new int[stateSize];
    this.random = random;
    this.observation = new float[spec.observation().size()];
  }

  /** Sets {@link #state} to the start of an episode. */
  abstract void begin();

  /**
   * Moves {@link #state} by an action that exists.
   *
   * @return the reward without noise
   */
  abstract double advance(int action);

  /** Whether the task has ended in this state. */
  abstract boolean isOver();

  /** What is learned from beside the reward of the step before; 0, as by default, for none. */
  double noise() {
    return 0;
  }

  /**
   * Shows this state.
   *
   * @param into as long as the observation, zeros, to be filled
   */
  abstract void show(float[] into);

  @Override
  public final DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public final float[] reset() {
    begin();
    return observe();
  }

  @Override
  public final StepResult step(int action) {
    spec.checkAction(action);
    double reward = advance(action);
    double noisy = reward + noise();
    return result.set(observe(), reward, isOver(), false).reshapeReward(noisy);
  }

  private float[] observe() {
    Arrays.fill(observation, 0);
    show(observation);
    return observation;
  }

  @Override
  public final void saveState(StateWriter out) throws IOException {
    out.section(name);
    out.writeInts(state);
    random.saveState(out);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    in.section(name);
    in.readInts(state);
    random.loadState(in);
  }
}
