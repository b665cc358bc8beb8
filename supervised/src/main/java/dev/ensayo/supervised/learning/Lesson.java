package dev.ensayo.supervised.learning;

import dev.ensayo.backend.model.FitResult;

/**
 * What came of learning from one batch.
 *
 * @param loss mean over its examples, before the update
 * @param gradientNorm L2, before clipping
 * @param right examples whose class was favoured, before the update; 0 where answers are numbers
 * @param size B
 * @param endsEpoch whether the batch was the last of its epoch
 */
record Lesson(double loss, double gradientNorm, int right, int size, boolean endsEpoch) {
  /** Of a result that keeps outputs where the answers are classes. */
  static Lesson of(FitResult result, Batch batch, SupervisedTask task, int outputSize) {
    int right = 0;
    float[] outputs = result.outputs();
    for (int row = 0; outputs != null && row < batch.size; row++) {
      int favoured = task.answers().favoured(outputs, row, outputSize);
      right += favoured == batch.labels[row] ? 1 : 0;
    }
    return new Lesson(result.loss(), result.gradientNorm(), right, batch.size, batch.endsEpoch);
  }

  /** As numbers, to be told by a worker; which batch is the last of its epoch is known before. */
  double[] told() {
    return new double[] {loss, gradientNorm, right, size};
  }

  static Lesson ofTold(double[] told, boolean endsEpoch) {
    return new Lesson(told[0], told[1], (int) told[2], (int) told[3], endsEpoch);
  }
}
