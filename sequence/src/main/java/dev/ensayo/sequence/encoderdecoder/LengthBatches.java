package dev.ensayo.sequence.encoderdecoder;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.transduction.TransductionExamples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The examples of an epoch, each once, in batches of similar lengths: all are shuffled, sorted by
 * their lengths within pools of some batches, and the batches shuffled. Only the last of them may
 * be smaller.
 */
final class LengthBatches implements Stateful {
  /** Batches whose examples are sorted together. */
  private static final int POOL = 64;

  private final TransductionExamples examples;
  private final int batchSize;
  private final SeedSequence seeds;
  private final Comparator<Integer> byLength;
  private List<int[]> batches = List.of();
  private int epoch;
  private int next;

  /**
   * @param seeds of the epochs' orders
   */
  LengthBatches(TransductionExamples examples, int batchSize, SeedSequence seeds) {
    this.examples = examples;
    this.batchSize = batchSize;
    this.seeds = seeds;
    this.byLength =
        Comparator.<Integer>comparingInt(i -> examples.source(i).length)
            .thenComparingInt(i -> examples.target(i).length);
    begin();
  }

  private void begin() {
    RandomStream random = seeds.stream("epoch " + epoch);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      order.add(i);
    }
    shuffle(order, random);
    int pool = Math.multiplyExact(POOL, batchSize);
    for (int from = 0; from < order.size(); from += pool) {
      order.subList(from, Math.min(order.size(), from + pool)).sort(byLength);
    }
    batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += batchSize) {
      List<Integer> batch = order.subList(from, Math.min(order.size(), from + batchSize));
      batches.add(batch.stream().mapToInt(Integer::intValue).toArray());
    }
    shuffle(batches, random);
    next = 0;
  }

  private static void shuffle(List<?> list, RandomStream random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }

  /** Numbers of the examples of the next batch; do not change it. */
  int[] next() {
    if (next == batches.size()) {
      epoch++;
      begin();
    }
    return batches.get(next++);
  }

  /** Whether the last batch was the last of its epoch. */
  boolean isEpochOver() {
    return next == batches.size();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("batches");
    out.writeInt(epoch);
    out.writeInt(next);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("batches");
    epoch = in.readInt();
    int given = in.readInt();
    begin();
    next = given;
  }
}
