package dev.ensayo.agents.torso;

import dev.ensayo.core.environment.ObservationSpec;

/**
 * Turns observations into inputs of a network.
 *
 * <p>Real numbers, zeros and ones are passed on as they are; whole numbers 0 to 255 are divided by
 * 255, so that inputs lie in [0, 1]; the index of a state becomes a vector with a 1 at the index
 * and 0 elsewhere (one-hot).
 */
public abstract sealed class ObservationEncoder {
  /**
   * @param largestBatch the largest number of observations that will be given
   */
  public static ObservationEncoder of(ObservationSpec spec, int largestBatch) {
    return switch (spec.kind()) {
      case CONTINUOUS, BITS -> new Identity(spec.size());
      case BYTES -> new Scaled(spec.size(), largestBatch);
      case DISCRETE -> new OneHot(spec.states(), largestBatch);
    };
  }

  /** Length of one input. */
  public abstract int inputSize();

  /**
   * @param observations row by row
   * @param count rows to read
   * @return inputs, {@code [count, inputSize]}, valid until the next call
   */
  public abstract float[] encode(float[] observations, int count);

  private static final class Identity extends ObservationEncoder {
    private final int size;

    Identity(int size) {
      this.size = size;
    }

    @Override
    public int inputSize() {
      return size;
    }

    @Override
    public float[] encode(float[] observations, int count) {
      return observations;
    }
  }

  private static final class Scaled extends ObservationEncoder {
    private static final float LARGEST = 255;

    private final int size;
    private final float[] inputs;

    Scaled(int size, int largestBatch) {
      this.size = size;
      this.inputs = new float[Math.multiplyExact(size, largestBatch)];
    }

    @Override
    public int inputSize() {
      return size;
    }

    @Override
    public float[] encode(float[] observations, int count) {
      for (int i = 0; i < count * size; i++) {
        inputs[i] = observations[i] / LARGEST;
      }
      return inputs;
    }
  }

  private static final class OneHot extends ObservationEncoder {
    private final int states;
    private final float[] inputs;
    private final int[] hot;

    OneHot(int states, int largestBatch) {
      this.states = states;
      this.inputs = new float[Math.multiplyExact(states, largestBatch)];
      this.hot = new int[largestBatch];
    }

    @Override
    public int inputSize() {
      return states;
    }

    @Override
    public float[] encode(float[] observations, int count) {
      for (int b = 0; b < hot.length; b++) {
        inputs[hot[b]] = 0;
      }
      for (int b = 0; b < count; b++) {
        hot[b] = b * states + (int) observations[b];
        inputs[hot[b]] = 1;
      }
      return inputs;
    }
  }
}
