package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.learning.Batch;
import dev.ensayo.supervised.learning.BatchSource;
import dev.ensayo.supervised.learning.EpochOrder;

/** Batches whose targets are the inputs, before those were spoiled. */
final class ReconstructionBatches implements BatchSource {
  private final Examples examples;
  private final int inputSize;
  private final int batchSize;
  private final Corruption corruption;
  private final SeedSequence seeds;
  private final EpochOrder order;

  ReconstructionBatches(
      Examples examples, int inputSize, int batchSize, Corruption corruption, SeedSequence seeds) {
    this.examples = examples;
    this.inputSize = inputSize;
    this.batchSize = batchSize;
    this.corruption = corruption;
    this.seeds = seeds;
    this.order = new EpochOrder(seeds, examples.size());
  }

  @Override
  public Batch newBatch() {
    return new Batch(Math.min(batchSize, examples.size()), inputSize, inputSize);
  }

  @Override
  public void fill(Batch batch, long epoch, int number) {
    int[] indices = order.of(epoch);
    RandomStream distortion = stream("augmentation", epoch, number);
    RandomStream noise = stream("corruption", epoch, number);
    int from = number * batchSize;
    int rows = Math.min(batchSize, indices.length - from);
    for (int row = 0; row < rows; row++) {
      int at = row * inputSize;
      examples.readForTraining(indices[from + row], distortion, batch.targets(), at);
      System.arraycopy(batch.targets(), at, batch.inputs(), at, inputSize);
      corruption.spoil(batch.inputs(), at, inputSize, noise);
    }
    batch.hold(rows, from + rows == indices.length);
  }

  private RandomStream stream(String name, long epoch, int number) {
    return seeds.child(name).child(epoch).stream("batch-" + number);
  }
}
