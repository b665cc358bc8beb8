package dev.ensayo.supervised.learning;

/** Examples of one update, in arrays that are filled again and again. */
final class Batch {
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
}
