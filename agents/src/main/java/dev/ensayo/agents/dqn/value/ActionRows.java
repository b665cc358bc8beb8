package dev.ensayo.agents.dqn.value;

/** The rows of an array {@code [B, A]}. */
public final class ActionRows {
  private ActionRows() {}

  /** The lowest action with the largest value of a row; one that is NaN if there is any. */
  public static int argMax(float[] values, int row, int actions) {
    int from = row * actions;
    int best = 0;
    for (int a = 1; a < actions; a++) {
      float value = values[from + a];
      if (value > values[from + best] || Float.isNaN(value)) {
        best = a;
      }
    }
    return best;
  }
}
