package dev.ensayo.environments.control;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** What the control tasks share: a state in doubles, drawn at reset, and a float observation. */
abstract class ClassicControl implements Environment {
  /** The state before any rounding to the observation. */
  final double[] state;

  /** What the agent sees. */
  final float[] observation;

  private final String name;
  private final DecisionProcessSpec spec;
  private final StartDistribution start;
  private final RandomGenerator random;
  private final Stateful randomState;
  private final StepResult result = new StepResult();

  /**
   * @param name of the environment, marks its part of a checkpoint
   * @param stateSize number of state variables
   */
  <R extends RandomGenerator & Stateful> ClassicControl(
      String name, DecisionProcessSpec spec, int stateSize, StartDistribution start, R random) {
    this.name = name;
    this.spec = spec;
    this.state = new double[stateSize];
    this.observation = new float[spec.observation().size()];
    this.start = start;
    this.random = random;
    this.randomState = random;
  }

  /** Fills {@link #observation} from {@link #state}. */
  abstract void observe();

  @Override
  public final DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    start.sample(random, state);
    observe();
    return observation;
  }

  /** Observes the state that a step led to. */
  final StepResult observed(double reward, boolean terminated) {
    observe();
    return result.set(observation, reward, terminated, false);
  }

  static double clip(double value, double low, double high) {
    return Math.min(Math.max(value, low), high);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section(name);
    out.writeDoubles(state);
    randomState.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section(name);
    in.readDoubles(state);
    randomState.loadState(in);
  }
}
