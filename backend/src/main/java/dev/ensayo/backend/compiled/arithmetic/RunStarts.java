package dev.ensayo.backend.compiled.arithmetic;

import static com.google.common.base.Preconditions.checkState;

/**
 * Where the runs of numbers begin that become one run, such as the pixels under a window. Made once
 * for the most there can be; filling it again allocates nothing.
 */
public final class RunStarts {
  private final int[] starts;
  private int count;

  /**
   * @param most runs
   */
  public RunStarts(int most) {
    starts = new int[most];
  }

  /** Forgets all runs. */
  public RunStarts clear() {
    count = 0;
    return this;
  }

  /** Adds a run that begins at an offset. */
  public void add(int start) {
    checkState(count < starts.length, "more runs than there can be");
    starts[count++] = start;
  }

  /** How many runs there are. */
  public int count() {
    return count;
  }

  /** The offset at which a run begins. */
  public int get(int run) {
    return starts[run];
  }
}
