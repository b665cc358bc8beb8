package dev.ensayo.supervised.learning;

/** Examples of one update, in arrays that are filled again and again. */
public final class Batch {
  final float[] inputs;
  final float[] targets;

  /** Factors of the loss, as long as the targets; null for all ones. */
  final float[] weights;

  final int[] labels;

  /** B: rows in use. */
  int size;

  boolean endsEpoch;

  Batch(int rows, int inputSize, int outputs, boolean weighted) {
    this.inputs = new float[Math.multiplyExact(rows, inputSize)];
    this.targets = new float[Math.multiplyExact(rows, outputs)];
    this.weights = weighted ? new float[targets.length] : null;
    this.labels = new int[rows];
  }

  /**
   * Arrays without weights.
   *
   * @param rows the most rows
   */
  public Batch(int rows, int inputSize, int outputs) {
    this(rows, inputSize, outputs, false);
  }

  /** Says what is in use. */
  public void hold(int rows, boolean last) {
    size = rows;
    endsEpoch = last;
  }

  /** {@code [B, F]}. */
  public float[] inputs() {
    return inputs;
  }

  /** {@code [B, O]}. */
  public float[] targets() {
    return targets;
  }

  /** B: rows in use. */
  public int size() {
    return size;
  }

  /** Whether it is the last of its epoch. */
  public boolean endsEpoch() {
    return endsEpoch;
  }
}
