package dev.ensayo.benchmarks.peers;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;

/** Made-up batches that take turns, so that nothing is learned by heart. */
final class Batches {
  static final int COUNT = 8;

  private Batches() {}

  /** {@code [COUNT][count]} numbers in [−1, 1). */
  static float[][] numbers(String name, int count) {
    RandomStream random = new SeedSequence(1).stream(name);
    float[][] batches = new float[COUNT][count];
    for (float[] batch : batches) {
      for (int i = 0; i < count; i++) {
        batch[i] = (float) random.nextDouble(-1, 1);
      }
    }
    return batches;
  }

  /** {@code [COUNT][count]} whole numbers in [0, bound). */
  static int[][] indices(String name, int count, int bound) {
    RandomStream random = new SeedSequence(2).stream(name);
    int[][] batches = new int[COUNT][count];
    for (int[] batch : batches) {
      for (int i = 0; i < count; i++) {
        batch[i] = random.nextInt(bound);
      }
    }
    return batches;
  }

  /** Rows that are zero but for a one, {@code [indices.length, columns]}. */
  static float[] oneHot(int[] indices, int columns) {
    float[] rows = new float[indices.length * columns];
    for (int i = 0; i < indices.length; i++) {
      rows[i * columns + indices[i]] = 1;
    }
    return rows;
  }
}
