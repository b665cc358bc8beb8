package dev.ensayo.sequence.batches;

import dev.ensayo.core.random.RandomStream;

/** Puts numbers into a random order. */
final class Shuffle {
  private Shuffle() {}

  /** Fills an array with 0 to n − 1 in a random order, each equally likely (Fisher and Yates). */
  static void permutation(int[] target, RandomStream random) {
    for (int i = 0; i < target.length; i++) {
      int j = random.nextInt(i + 1);
      target[i] = target[j];
      target[j] = i;
    }
  }
}
