package dev.ensayo.sequence.batches;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;

/**
 * Which sequences are learned from together: each once in an epoch, beside others of about its
 * length, so that little is filled up. The batches of an epoch depend on the seed and the number of
 * the epoch alone.
 *
 * <p>The sequences are shuffled, sorted by length within pools of {@value #POOL} batches, cut into
 * batches, and the batches shuffled. The last of an epoch's batches to be cut may have fewer.
 */
public final class EpochBatches implements Stateful {
  /** Batches among whose sequences those of one length are looked for. */
  static final int POOL = 32;

  private final ImmutableIntArray lengths;
  private final int batchSize;
  private final SeedSequence seeds;
  private long epoch;
  private int number;
  private long cutEpoch = -1;
  private ImmutableList<ImmutableIntArray> batches = ImmutableList.of();

  /**
   * @param lengths of the sequences, at least one
   * @param batchSize sequences of a batch, at least 1
   * @param seeds of the orders
   */
  public EpochBatches(ImmutableIntArray lengths, int batchSize, SeedSequence seeds) {
    checkArgument(!lengths.isEmpty(), "there are no sequences");
    checkArgument(batchSize >= 1, "batches of %s", batchSize);
    this.lengths = lengths;
    this.batchSize = batchSize;
    this.seeds = seeds;
  }

  /** How many batches an epoch has. */
  public int perEpoch() {
    return (lengths.length() + batchSize - 1) / batchSize;
  }

  /**
   * The next batch.
   *
   * @return numbers of sequences
   */
  public ImmutableIntArray next() {
    if (epoch != cutEpoch) {
      batches = ofEpoch(epoch);
      cutEpoch = epoch;
    }
    ImmutableIntArray batch = batches.get(number++);
    if (number == batches.size()) {
      epoch++;
      number = 0;
    }
    return batch;
  }

  /** Whether the next batch is the first of an epoch. */
  public boolean atStart() {
    return number == 0;
  }

  private ImmutableList<ImmutableIntArray> ofEpoch(long which) {
    SeedSequence orders = seeds.child(which);
    int[] sequences = new int[lengths.length()];
    Shuffle.permutation(sequences, orders.stream("sequences"));
    for (int from = 0; from < sequences.length; from += POOL * batchSize) {
      int to = (int) Math.min(sequences.length, (long) from + (long) POOL * batchSize);
      ByLength.sort(sequences, from, to, lengths);
    }
    ImmutableList<ImmutableIntArray> cut = ByLength.cut(sequences, batchSize);
    int[] order = new int[cut.size()];
    Shuffle.permutation(order, orders.stream("batches"));
    ImmutableList.Builder<ImmutableIntArray> shuffled = ImmutableList.builder();
    for (int batch : order) {
      shuffled.add(cut.get(batch));
    }
    return shuffled.build();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("batches of epochs");
    out.writeLong(epoch);
    out.writeInt(number);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("batches of epochs");
    epoch = in.readLong();
    number = in.readInt();
  }
}
