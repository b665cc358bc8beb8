package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Non-negative weights of slots with their sum, from which a slot can be drawn in proportion to its
 * weight in time logarithmic in the number of slots.
 *
 * <p>Each node is the sum of eight below it, which lie side by side, added in order: the sums
 * depend on the weights alone and not on how they have come about.
 */
final class SumTree {
  private static final int FAN_OUT_BITS = 3;
  private static final int FAN_OUT = 1 << FAN_OUT_BITS;

  /** From the weights up to a level of at most eight nodes. */
  private final double[][] levels;

  /**
   * @param slots at least 1
   */
  SumTree(int slots) {
    checkArgument(slots >= 1, "a tree needs at least one slot: %s", slots);
    List<double[]> built = new ArrayList<>();
    int nodes = slots;
    do {
      nodes = (nodes + FAN_OUT - 1) >> FAN_OUT_BITS;
      built.add(new double[nodes << FAN_OUT_BITS]);
    } while (nodes > 1);
    this.levels = built.toArray(new double[0][]);
  }

  double get(int slot) {
    return levels[0][slot];
  }

  /**
   * @param weight finite, at least 0
   */
  void set(int slot, double weight) {
    levels[0][slot] = weight;
    int node = slot;
    for (int level = 1; level < levels.length; level++) {
      node >>= FAN_OUT_BITS;
      levels[level][node] = sum(levels[level - 1], node << FAN_OUT_BITS);
    }
  }

  /**
   * Sets several weights at once. Slots that lie near each other should come one after the other:
   * what is above them is then added up once.
   *
   * @param slots {@code count} of them, of which a slot may be there more than once: the last
   *     counts
   */
  void set(int[] slots, double[] weights, int count) {
    for (int i = 0; i < count; i++) {
      levels[0][slots[i]] = weights[i];
    }
    for (int level = 1; level < levels.length; level++) {
      int done = -1;
      for (int i = 0; i < count; i++) {
        int node = slots[i] >> (FAN_OUT_BITS * level);
        if (node != done) {
          levels[level][node] = sum(levels[level - 1], node << FAN_OUT_BITS);
          done = node;
        }
      }
    }
  }

  private static double sum(double[] level, int first) {
    double sum = 0;
    for (int i = first; i < first + FAN_OUT; i++) {
      sum += level[i];
    }
    return sum;
  }

  /** The sum of all weights. */
  double total() {
    return sum(levels[levels.length - 1], 0);
  }

  /**
   * The slot in whose part of the line of all weights, laid end to end, a point lies.
   *
   * @param point in [0, {@link #total})
   * @return a slot with a weight above 0, if there is one
   */
  int find(double point) {
    double rest = point;
    int node = 0;
    for (int level = levels.length - 1; level >= 0; level--) {
      double[] weights = levels[level];
      int child = node << FAN_OUT_BITS;
      int last = child;
      int end = child + FAN_OUT;
      while (child < end && (rest >= weights[child] || weights[child] == 0)) {
        if (weights[child] > 0) {
          last = child;
          rest -= weights[child];
        }
        child++;
      }
      if (child == end) { // rounding has led past the end: the last one that weighs anything
        child = last;
        rest = weights[child];
      }
      node = child;
    }
    return node;
  }

  /** Writes the weights of the first slots; those of all others are 0. */
  void save(int slots, StateWriter out) throws IOException {
    out.writeDoubles(levels[0], 0, slots);
  }

  /** Reads what {@link #save} wrote. */
  void load(int slots, StateReader in) throws IOException {
    in.readDoubles(levels[0], 0, slots);
    Arrays.fill(levels[0], slots, levels[0].length, 0);
    for (int level = 1; level < levels.length; level++) {
      for (int node = 0; node << FAN_OUT_BITS < levels[level - 1].length; node++) {
        levels[level][node] = sum(levels[level - 1], node << FAN_OUT_BITS);
      }
    }
  }
}
