package dev.ensayo.agents.replay;

/**
 * Windows picked from a {@link SequenceReplay}, reused from batch to batch. Arrays over time are
 * time step after time step: row t·B + b is step t of window b. Observations that are not there are
 * those of the window's start, under a mask of 0.
 */
public final class SequenceBatch {
  private final int size;
  private final WindowShape shape;
  private final float[] states;
  private final float[] burnIn;
  private final float[] burnInMask;
  private final float[] observations;
  private final float[] mask;
  private final int[] lengths;
  private final int[] actions;
  private final float[] returns;
  private final float[] discounts;
  private final int[] nextRows;
  private final int[] slots;
  private final float[] weights;
  private boolean burnsIn;

  /**
   * @param size number of windows {@code B}
   * @param observationSize length {@code F} of an observation
   * @param stateSize numbers {@code S} of a state
   */
  public SequenceBatch(int size, WindowShape shape, int observationSize, int stateSize) {
    this.size = size;
    this.shape = shape;
    this.states = new float[Math.multiplyExact(size, stateSize)];
    this.burnInMask = new float[Math.multiplyExact(size, shape.burnIn())];
    this.burnIn = new float[Math.multiplyExact(burnInMask.length, observationSize)];
    this.mask = new float[Math.multiplyExact(size, shape.observations())];
    this.observations = new float[Math.multiplyExact(mask.length, observationSize)];
    this.lengths = new int[size];
    this.actions = new int[Math.multiplyExact(size, shape.window())];
    this.returns = new float[actions.length];
    this.discounts = new float[actions.length];
    this.nextRows = new int[actions.length];
    this.slots = new int[size];
    this.weights = new float[size];
  }

  /** {@code B}. */
  public int size() {
    return size;
  }

  /** How long its windows are. */
  public WindowShape shape() {
    return shape;
  }

  /** What was remembered where the burn-in begins, {@code [B, S]}. */
  public float[] states() {
    return states;
  }

  /** Whether any window has a burn-in. */
  public boolean burnsIn() {
    return burnsIn;
  }

  void setBurnsIn(boolean any) {
    burnsIn = any;
  }

  /** o of the steps before the window, {@code [burnIn·B, F]}. */
  public float[] burnIn() {
    return burnIn;
  }

  /** All 1 for a window with a burn-in, all 0 for one without, {@code [burnIn·B]}. */
  public float[] burnInMask() {
    return burnInMask;
  }

  /** o of the window and n steps on, {@code [(window + n)·B, F]}. */
  public float[] observations() {
    return observations;
  }

  /** 1 where there is an observation, else 0, {@code [(window + n)·B]}. */
  public float[] mask() {
    return mask;
  }

  /** Steps learned from of each window, 1 to {@code window}, {@code [B]}. */
  public int[] lengths() {
    return lengths;
  }

  /** Steps learned from of all windows. */
  public int steps() {
    int sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    return sum;
  }

  /**
   * The rows of an array that are learned from.
   *
   * @param rows {@code [window·B]}
   */
  public float[] learned(float[] rows) {
    float[] found = new float[steps()];
    int next = 0;
    for (int row = 0; row < rows.length; row++) {
      if (row / size < lengths[row % size]) {
        found[next++] = rows[row];
      }
    }
    return found;
  }

  /** a, {@code [window·B]}; 0 behind a window's end. */
  public int[] actions() {
    return actions;
  }

  /** G, the n-step returns, {@code [window·B]}; 0 behind a window's end. */
  public float[] returns() {
    return returns;
  }

  /** D: factors of the value of o', {@code [window·B]}; 0 behind a window's end. */
  public float[] discounts() {
    return discounts;
  }

  /** The row of {@link #observations} that o' is, {@code [window·B]}. */
  public int[] nextRows() {
    return nextRows;
  }

  /** Which windows were picked, {@code [B]}. */
  public int[] slots() {
    return slots;
  }

  /** Factor of the loss of each window, {@code [B]}. */
  public float[] weights() {
    return weights;
  }
}
