package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Makes a few discrete actions of a box: {@code k} values of each number, evenly spaced, both
 * bounds among them, in all combinations. Action {@code a} is written in base k: its last digit is
 * the value of the last number.
 */
public final class Discretize extends EnvironmentWrapper {
  private final float[][] vectors;

  /**
   * @param inner with a bounded box of actions
   */
  public Discretize(Environment inner, DiscretizeConfig config) {
    super(inner, discretized(inner.spec(), config));
    ActionSpec.Box box = inner.spec().box();
    this.vectors = new float[spec().actions()][box.size()];
    for (int action = 0; action < vectors.length; action++) {
      int rest = action;
      for (int place = box.size() - 1; place >= 0; place--) {
        vectors[action][place] = value(box, place, rest % config.values(), config.values());
        rest /= config.values();
      }
    }
  }

  private static float value(ActionSpec.Box box, int place, int number, int values) {
    double low = box.low().get(place);
    double high = box.high().get(place);
    return (float) (low + (high - low) * number / (values - 1));
  }

  /**
   * The shapes seen from outside.
   *
   * @param inner with a bounded box of actions
   * @throws ArithmeticException if the combinations cannot be counted
   */
  static DecisionProcessSpec discretized(DecisionProcessSpec inner, DiscretizeConfig config) {
    int actions = 1;
    for (int place = 0; place < inner.box().size(); place++) {
      actions = Math.multiplyExact(actions, config.values());
    }
    return inner.withAction(ActionSpec.discrete(actions));
  }

  @Override
  public StepResult step(int action) {
    spec().checkAction(action);
    return inner().step(vectors[action]);
  }

  @Override
  public StepResult step(float[] action) {
    spec().checkAction(action);
    throw new AssertionError("a vector was taken for a discrete action");
  }

  @Override
  public void announce(int action) {
    inner().announce(vectors[action]);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    inner().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    inner().loadState(in);
  }
}
