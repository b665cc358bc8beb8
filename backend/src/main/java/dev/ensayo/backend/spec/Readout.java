package dev.ensayo.backend.spec;

/** What of the steps of a sequence a network's output layer reads. */
public enum Readout {
  /** Each step by itself: as many outputs as steps. */
  EVERY_STEP,
  /**
   * The last step there is. Of a bidirectional layer it is the last step of each of its walks: that
   * of the layer that reads backwards belongs to the sequence's first step, as in PyTorch's h_n.
   */
  LAST_STEP,
  /** The mean over the steps that there are. */
  MEAN,
  /** The largest of each number over the steps that there are. */
  MAX;

  /** Whether there is one output for each sequence. */
  public boolean onePerSequence() {
    return this != EVERY_STEP;
  }
}
