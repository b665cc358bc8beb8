package dev.ensayo.core.parallel;

/**
 * What a worker answers.
 *
 * @param told of a batch that it learned from; empty for other orders
 * @param weight of what it gives; NaN where it gives nothing
 * @param values what it gives, {@code [P]}; empty where it gives nothing
 * @param state what it saved; empty for other orders
 */
public record WorkerAnswer(double[] told, double weight, float[] values, byte[] state) {
  static final double[] NOTHING_TOLD = new double[0];
  static final float[] NOTHING_GIVEN = new float[0];
  static final byte[] NOTHING_SAVED = new byte[0];

  /** Of {@link WorkerOrder.Save}. */
  static WorkerAnswer saved(byte[] state) {
    return new WorkerAnswer(NOTHING_TOLD, Double.NaN, NOTHING_GIVEN, state);
  }
}
