package dev.ensayo.agents.sac;

import dev.ensayo.core.environment.ActionSpec;

/** Leads from (−1, 1)^D to the box of a process, by a straight line in each number. */
final class ActionBox {
  private final double[] low;
  private final double[] high;

  /**
   * @param box with finite bounds
   */
  ActionBox(ActionSpec.Box box) {
    this.low = box.low().toArray();
    this.high = box.high().toArray();
  }

  /** {@code D}. */
  int size() {
    return low.length;
  }

  /**
   * @param squashed {@code [count, D]}, each in [−1, 1]
   * @param actions receives {@code [count, D]}; may be the same array
   */
  void fill(float[] squashed, int count, float[] actions) {
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < low.length; i++) {
        int at = b * low.length + i;
        actions[at] = (float) (low[i] + (squashed[at] + 1.0) / 2 * (high[i] - low[i]));
      }
    }
  }
}
