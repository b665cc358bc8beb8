package dev.ensayo.core.agent;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.environment.Action;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;

/** One action for each of several copies of an environment, filled anew at every step. */
public final class ActionBatch {
  private final ActionSpec spec;
  private final int count;
  private final int size;
  private final int[] indices;
  private final float[] values;

  /**
   * @param count number {@code N} of actions, at least 1
   */
  public ActionBatch(ActionSpec spec, int count) {
    checkArgument(count >= 1, "a batch needs at least one action: %s", count);
    this.spec = spec;
    this.count = count;
    boolean discrete = spec instanceof ActionSpec.Discrete;
    this.size = discrete ? 0 : ((ActionSpec.Box) spec).size();
    this.indices = discrete ? new int[count] : new int[0];
    this.values = new float[count * size];
  }

  /** What is chosen from. */
  public ActionSpec spec() {
    return spec;
  }

  /** {@code N}. */
  public int count() {
    return count;
  }

  public boolean isDiscrete() {
    return spec.kind() == ActionSpec.Kind.DISCRETE;
  }

  /** Length {@code D} of a real vector; 0 where actions are discrete. */
  public int size() {
    return size;
  }

  /** Discrete actions, {@code [N]}; empty where actions are real vectors. */
  public int[] indices() {
    return indices;
  }

  /** Real vectors row by row, {@code [N, D]}; empty where actions are discrete. */
  public float[] values() {
    return values;
  }

  /** A copy of one action. */
  public Action get(int row) {
    return isDiscrete()
        ? Action.of(indices[row])
        : Action.of(Arrays.copyOfRange(values, row * size, (row + 1) * size));
  }

  /** Draws one action as {@link ActionSpec.Box#sample} does, or each with the same probability. */
  public void sample(int row, RandomStream random) {
    if (spec instanceof ActionSpec.Box box) {
      box.sample(random, values, row * size);
    } else {
      indices[row] = random.nextInt(((ActionSpec.Discrete) spec).count());
    }
  }
}
