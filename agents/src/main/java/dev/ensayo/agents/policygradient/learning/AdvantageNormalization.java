package dev.ensayo.agents.policygradient.learning;

/** Over what advantages get mean 0 and standard deviation 1. */
public enum AdvantageNormalization {
  /** They stay as they are. */
  NONE,
  /** Over each minibatch. */
  MINIBATCH,
  /** Over all that was experienced since the last update, once. */
  BATCH;

  private static final double EPSILON = 1e-8;

  /**
   * A ← (A − mean) / (s + 10⁻⁸), s² with n − 1; a single one stays as it is.
   *
   * @param advantages {@code [count]} or longer
   */
  public static void normalize(float[] advantages, int count) {
    if (count < 2) {
      return;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += advantages[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (advantages[i] - mean) * (advantages[i] - mean);
    }
    double deviation = Math.sqrt(squares / (count - 1)) + EPSILON;
    for (int i = 0; i < count; i++) {
      advantages[i] = (float) ((advantages[i] - mean) / deviation);
    }
  }
}
