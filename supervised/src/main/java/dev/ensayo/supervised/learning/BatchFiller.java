package dev.ensayo.supervised.learning;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;

/**
 * Fills batches with training examples. Batch n of epoch e depends on the seed, e and n alone: the
 * order of an epoch has a stream of its own, and so has the distortion of each batch.
 */
final class BatchFiller implements BatchSource {
  private final Examples examples;
  private final Answers answers;
  private final AnswerScale scale;
  private final int inputSize;
  private final int outputs;
  private final int batchSize;
  private final double smoothing;
  private final float[] classWeights;
  private final SeedSequence seeds;
  private final EpochOrder order;

  /**
   * @param classWeights factor of each class; null for all ones
   */
  BatchFiller(
      SupervisedTask task,
      int inputSize,
      int outputs,
      int batchSize,
      double smoothing,
      float[] classWeights,
      SeedSequence seeds) {
    this.examples = task.train();
    this.answers = task.answers();
    this.scale = task.scale();
    this.inputSize = inputSize;
    this.outputs = outputs;
    this.batchSize = batchSize;
    this.smoothing = smoothing;
    this.classWeights = classWeights;
    this.seeds = seeds;
    this.order = new EpochOrder(seeds, examples.size());
  }

  @Override
  public Batch newBatch() {
    return new Batch(
        Math.min(batchSize, examples.size()), inputSize, outputs, classWeights != null);
  }

  @Override
  public void fill(Batch batch, long epoch, int number) {
    int[] indices = order.of(epoch);
    RandomStream distortion = seeds.child("augmentation").child(epoch).stream("batch-" + number);
    int from = number * batchSize;
    batch.size = Math.min(batchSize, indices.length - from);
    batch.endsEpoch = from + batch.size == indices.length;
    for (int row = 0; row < batch.size; row++) {
      int index = indices[from + row];
      examples.readForTraining(index, distortion, batch.inputs, row * inputSize);
      answers.write(examples, index, scale, smoothing, outputs, batch.targets, row * outputs);
      batch.labels[row] = examples.label(index);
      if (batch.weights != null) {
        Arrays.fill(
            batch.weights, row * outputs, (row + 1) * outputs, classWeights[batch.labels[row]]);
      }
    }
  }
}
