package dev.ensayo.sequence.batches;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * B sequences of tokens side by side, T steps long, the longest of them; filled anew for each
 * batch. Each begins at the first step and is filled up behind its end, where the mask is 0.
 *
 * <p>Arrays are time step after time step, as a {@link dev.ensayo.backend.model.SequenceWindow}
 * takes them: entry t·B + b is step t of sequence b; they may be longer than needed.
 */
public final class PaddedBatch {
  /** What stands behind the end of a sequence. */
  public static final int PADDING = 0;

  private int sequences;
  private int steps;
  private int[] tokens = {};
  private float[] mask = {};
  private int[] lengths = {};

  /**
   * Begins a batch of nothing but filling.
   *
   * @param sequenceCount B, at least 1
   * @param stepCount T, at least 1
   */
  public void begin(int sequenceCount, int stepCount) {
    checkArgument(sequenceCount >= 1, "a batch of %s sequences", sequenceCount);
    checkArgument(stepCount >= 1, "a batch of %s steps", stepCount);
    sequences = sequenceCount;
    steps = stepCount;
    int entries = Math.multiplyExact(sequences, steps);
    if (tokens.length < entries) {
      tokens = new int[entries];
      mask = new float[entries];
    }
    if (lengths.length < sequences) {
      lengths = new int[sequences];
    }
    Arrays.fill(tokens, 0, entries, PADDING);
    Arrays.fill(mask, 0, entries, 0);
    Arrays.fill(lengths, 0, sequences, 0);
  }

  /**
   * Puts in one sequence.
   *
   * @param sequence b
   * @param ids its tokens, at least one and at most T
   */
  public void put(int sequence, int[] ids) {
    checkArgument(
        ids.length >= 1 && ids.length <= steps,
        "%s tokens do not fit into %s steps",
        ids.length,
        steps);
    for (int t = 0; t < ids.length; t++) {
      tokens[at(t, sequence)] = ids[t];
      mask[at(t, sequence)] = 1;
    }
    lengths[sequence] = ids.length;
  }

  /** Where step t of sequence b stands in the arrays. */
  public int at(int step, int sequence) {
    return step * sequences + sequence;
  }

  /** B. */
  public int sequences() {
    return sequences;
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** Tokens of one sequence. */
  public int length(int sequence) {
    return lengths[sequence];
  }

  /** Tokens that are not filling. */
  public int count() {
    int count = 0;
    for (int sequence = 0; sequence < sequences; sequence++) {
      count += lengths[sequence];
    }
    return count;
  }

  /** The tokens, {@code [T·B]}. */
  public int[] tokens() {
    return tokens;
  }

  /** 1 where there is a token, else 0, {@code [T·B]}; null where no sequence is filled up. */
  public float[] mask() {
    return count() == sequences * steps ? null : mask;
  }
}
