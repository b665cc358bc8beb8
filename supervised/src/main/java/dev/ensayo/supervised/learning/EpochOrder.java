package dev.ensayo.supervised.learning;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;

/** The order of the examples in each epoch; it has a stream of its own. */
public final class EpochOrder {
  private final SeedSequence seeds;
  private final int[] order;
  private long orderedEpoch = -1;

  /**
   * @param examples how many there are
   */
  public EpochOrder(SeedSequence seeds, int examples) {
    this.seeds = seeds.child("order");
    this.order = new int[examples];
  }

  /** The numbers of the examples in one epoch; they stay so until another is asked for. */
  public int[] of(long epoch) {
    if (epoch != orderedEpoch) {
      shuffle(epoch);
    }
    return order;
  }

  /** Fisher and Yates. */
  private void shuffle(long epoch) {
    RandomStream random = seeds.stream(Long.toString(epoch));
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    orderedEpoch = epoch;
  }
}
