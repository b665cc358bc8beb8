package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.function.VectorizedLoss;
import dev.ensayo.backend.compiled.node.Value;
import java.util.Arrays;

/**
 * The loss of an example by a {@link VectorizedLoss}, as many groups at once as stay in the first
 * cache.
 */
final class GroupsOfOutputs {
  /** Numbers worked on at once, unless a group has more. */
  private static final int AT_ONCE = 2048;

  private final Value output;
  private final VectorizedLoss loss;
  private final int size;
  private final int groups;
  private final int groupsAtOnce;
  private final float[] row;
  private final float[] target;
  private final float[] weight;
  private final float[] slope;

  /**
   * @param size K, how many outputs a group has
   * @param groups how many an example has
   */
  GroupsOfOutputs(Value output, VectorizedLoss loss, int size, int groups) {
    this.output = output;
    this.loss = loss;
    this.size = size;
    this.groups = groups;
    this.groupsAtOnce = Math.min(groups, Math.max(1, AT_ONCE / size));
    int longest = size * groupsAtOnce;
    this.row = new float[longest];
    this.target = new float[longest];
    this.weight = new float[longest];
    this.slope = new float[longest];
  }

  /**
   * The loss of an example; writes its slope, times a number.
   *
   * @param weights of all examples, or null for all ones
   */
  double loss(int example, float[] targets, float[] weights, double scale) {
    int start = example * size * groups;
    if (weights == null) {
      Arrays.fill(weight, 1);
    }
    double sum = 0;
    for (int group = 0; group < groups; group += groupsAtOnce) {
      int some = Math.min(groupsAtOnce, groups - group);
      // What all groups have at one place lies together; a single one is together as it is.
      int run = groups == 1 ? size : some;
      int count = size * some;
      for (int at = 0, from = start + group; at < count; at += run, from += groups) {
        output.data().slice().buffer().get(from, row, at, run);
        System.arraycopy(targets, from, target, at, run);
        if (weights != null) {
          System.arraycopy(weights, from, weight, at, run);
        }
      }
      sum += loss.sum(row, target, weight, slope, size, some);
      scale(slope, (float) scale, count);
      for (int at = 0, from = start + group; at < count; at += run, from += groups) {
        output.gradient().slice().buffer().put(from, slope, at, run);
      }
    }
    return sum;
  }

  private static void scale(float[] x, float factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= factor;
    }
  }
}
