package dev.ensayo.backend.compiled.node;

/** What the blocks of a plan over windows of sequences have to know, and agree on, at compiling. */
public final class WindowLayout {
  private final int largestSequences;
  private final boolean tokens;
  private int stateSize;

  /**
   * @param largestSequences the most sequences side by side
   * @param tokens whether the network is given token ids instead of vectors
   */
  public WindowLayout(int largestSequences, boolean tokens) {
    this.largestSequences = largestSequences;
    this.tokens = tokens;
  }

  int largestSequences() {
    return largestSequences;
  }

  public boolean tokens() {
    return tokens;
  }

  /** Makes room in each sequence's carried state; returns where it begins. */
  int reserveState(int numbers) {
    int offset = stateSize;
    stateSize += numbers;
    return offset;
  }

  /** Numbers of carried state of one sequence, over all blocks. */
  public int stateSize() {
    return stateSize;
  }
}
