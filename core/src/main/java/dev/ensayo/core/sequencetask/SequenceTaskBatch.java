package dev.ensayo.core.sequencetask;

/**
 * B sequences of T steps and their answers, time step after time step: entry t·B + b is step t of
 * sequence b. A batch has the arrays that its task's {@link SequenceTaskSpec} calls for; the others
 * are empty.
 */
public final class SequenceTaskBatch {
  private final int sequences;
  private final int steps;
  private final int[] tokens;
  private final float[] vectors;
  private final int[] targetTokens;
  private final float[] counts;
  private final float[] targetNumbers;

  /**
   * Room for a batch.
   *
   * @param sequences B, at least 1
   */
  public SequenceTaskBatch(SequenceTaskSpec spec, int sequences) {
    boolean readsTokens = spec.input() == SequenceTaskSpec.Input.TOKENS;
    boolean answersTokens = spec.target() == SequenceTaskSpec.Target.TOKENS;
    int entries = Math.multiplyExact(spec.steps(), sequences);
    this.sequences = sequences;
    this.steps = spec.steps();
    this.tokens = new int[readsTokens ? entries : 0];
    this.vectors = new float[readsTokens ? 0 : Math.multiplyExact(entries, spec.inputSize())];
    this.targetTokens = new int[answersTokens ? entries : 0];
    this.counts = new float[answersTokens ? entries : 0];
    this.targetNumbers = new float[answersTokens ? 0 : sequences * spec.targetSize()];
  }

  /** B. */
  public int sequences() {
    return sequences;
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** Ids in [0, V), {@code [T·B]}; empty where vectors are read. */
  public int[] tokens() {
    return tokens;
  }

  /** What is read, {@code [T·B, F]}; empty where tokens are read. */
  public float[] vectors() {
    return vectors;
  }

  /** The right answers, {@code [T·B]}; empty where numbers are asked for. */
  public int[] targetTokens() {
    return targetTokens;
  }

  /** 1 where the answer counts, else 0, {@code [T·B]}; empty where numbers are asked for. */
  public float[] counts() {
    return counts;
  }

  /** The right numbers, {@code [B, targetSize]}; empty where tokens are asked for. */
  public float[] targetNumbers() {
    return targetNumbers;
  }
}
