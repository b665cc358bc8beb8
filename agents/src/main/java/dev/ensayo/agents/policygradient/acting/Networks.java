package dev.ensayo.agents.policygradient.acting;

/** What the networks of these agents have in common, in training and after it. */
public final class Networks {
  /** Rows that a policy may be asked for at once without going in parts. */
  private static final int POLICY_BATCH = 64;

  public static final String MODEL_FILE = "model.zip";

  /** The root of what is drawn in tests, below that of the agent. */
  public static final String EVALUATION_SEEDS = "evaluation";

  private Networks() {}

  /**
   * The largest number of observations that are given to the network at once.
   *
   * @param copies that are acted in
   * @param batch items of a gradient step
   */
  public static int largestBatch(int copies, int batch) {
    return Math.max(Math.max(copies, batch), POLICY_BATCH);
  }
}
