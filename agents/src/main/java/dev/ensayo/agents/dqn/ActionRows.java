package dev.ensayo.agents.dqn;

/** The rows of an array {@code [B, A]}. */
final class ActionRows {
  private ActionRows() {}

  /** The lowest action with the largest value of a row. */
  static int argMax(float[] values, int row, int actions) {
    int from = row * actions;
    int best = 0;
    for (int a = 1; a < actions; a++) {
      if (values[from + a] > values[from + best]) {
        best = a;
      }
    }
    return best;
  }

  /** The largest value of a row; NaN if it has one. */
  static float max(float[] values, int row, int actions) {
    int from = row * actions;
    float max = values[from];
    for (int a = 1; a < actions; a++) {
      max = Math.max(max, values[from + a]);
    }
    return max;
  }
}
