package dev.ensayo.sequence.batches;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/** Sequences beside others of their length. */
public final class ByLength {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private ByLength() {}

  /**
   * The batches in which all sequences are read once, as in a test: from short to long.
   *
   * @param lengths of the sequences
   * @param batchSize the most sequences of a batch
   * @return numbers of sequences; none where there are no sequences
   */
  public static ImmutableList<ImmutableIntArray> batches(ImmutableIntArray lengths, int batchSize) {
    int[] sequences = new int[lengths.length()];
    Arrays.setAll(sequences, i -> i);
    sort(sequences, 0, sequences.length, lengths);
    return cut(sequences, batchSize);
  }

  /** Sorts a range by length; equals stay in their order. */
  static void sort(int[] sequences, int from, int to, ImmutableIntArray lengths) {
    long[] keys = new long[to - from];
    int[] before = Arrays.copyOfRange(sequences, from, to);
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) lengths.get(before[i]) << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      sequences[from + i] = before[(int) (keys[i] & LOW_HALF)];
    }
  }

  /** Cuts into batches, of which the last may have fewer. */
  static ImmutableList<ImmutableIntArray> cut(int[] sequences, int batchSize) {
    ImmutableList.Builder<ImmutableIntArray> batches = ImmutableList.builder();
    for (int from = 0; from < sequences.length; from += batchSize) {
      int to = Math.min(sequences.length, from + batchSize);
      batches.add(ImmutableIntArray.copyOf(Arrays.copyOfRange(sequences, from, to)));
    }
    return batches.build();
  }
}
