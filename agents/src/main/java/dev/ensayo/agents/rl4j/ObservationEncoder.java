package dev.ensayo.agents.rl4j;

import dev.ensayo.core.environment.ObservationSpec;

/**
 * Turns an observation into the input of a dense network: real numbers as they are, bytes divided
 * by 255, the index of a state as a one-hot vector.
 */
final class ObservationEncoder {
  private static final double LARGEST_BYTE = 255;

  private final ObservationSpec spec;

  ObservationEncoder(ObservationSpec spec) {
    this.spec = spec;
  }

  /** Length {@code F} of an encoded observation. */
  int size() {
    return spec.isDiscrete() ? spec.states() : spec.size();
  }

  /**
   * Encodes one observation.
   *
   * @param observations row by row
   * @param row which one
   * @return a new array, {@code [F]}
   */
  double[] encode(float[] observations, int row) {
    double[] encoded = new double[size()];
    if (spec.isDiscrete()) {
      encoded[(int) observations[row]] = 1;
      return encoded;
    }
    double scale = spec.kind() == ObservationSpec.Kind.BYTES ? LARGEST_BYTE : 1;
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = observations[row * encoded.length + i] / scale;
    }
    return encoded;
  }
}
