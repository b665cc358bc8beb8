package dev.ensayo.backend.model;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a recurrent model carries from window to window for each of B sequences: {@code [B, S]}, all
 * zero at first. Made by {@link SequenceModel#newState}.
 */
public final class SequenceState implements Stateful {
  private final int sequences;
  private final int size;
  private final float[] values;

  public SequenceState(int sequences, int size) {
    checkArgument(sequences >= 1, "at least one sequence is needed, not %s", sequences);
    this.sequences = sequences;
    this.size = size;
    this.values = new float[Math.multiplyExact(sequences, size)];
  }

  /**
   * No state, for windows of a transformer that stand alone: each begins anew, and nothing is kept
   * of it.
   *
   * @param sequences B
   */
  public static SequenceState none(int sequences) {
    return new SequenceState(sequences, 0);
  }

  /** B. */
  public int sequences() {
    return sequences;
  }

  /** Back to zero. */
  public void reset() {
    Arrays.fill(values, 0);
  }

  /** One sequence back to zero. */
  public void reset(int sequence) {
    Objects.checkIndex(sequence, sequences);
    Arrays.fill(values, sequence * size, (sequence + 1) * size, 0);
  }

  /** This ← the other, a state of the same model and as many sequences. */
  public void copyFrom(SequenceState other) {
    checkArgument(
        other.sequences == sequences && other.size == size,
        "a state of [%s, %s] cannot take one of [%s, %s]",
        sequences,
        size,
        other.sequences,
        other.size);
    System.arraycopy(other.values, 0, values, 0, values.length);
  }

  /**
   * What one sequence carries, such as for a replay buffer.
   *
   * @param target receives its S numbers
   * @param offset of the first of them
   */
  public void copyTo(int sequence, float[] target, int offset) {
    Objects.checkIndex(sequence, sequences);
    System.arraycopy(values, sequence * size, target, offset, size);
  }

  /**
   * Gives a sequence what {@link #copyTo} took.
   *
   * @param source holds its S numbers
   * @param offset of the first of them
   */
  public void copyFrom(int sequence, float[] source, int offset) {
    Objects.checkIndex(sequence, sequences);
    System.arraycopy(source, offset, values, sequence * size, size);
  }

  /** Numbers S of one sequence. */
  public int size() {
    return size;
  }

  /** All of it, {@code [B, S]}, in place. */
  public float[] values() {
    return values;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("carried state");
    out.writeFloats(values);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("carried state");
    in.readFloats(values);
  }
}
