package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.core.examples.ExamplesSpec;

/** How a reconstruction x̂ is compared with its input x. */
public enum Reconstruction {
  /** Cross-entropy for images, squared error for tables. */
  AUTOMATIC(null, null),
  /** −(x·ln x̂ + (1 − x)·ln(1 − x̂)) with a sigmoid output, for inputs in [0, 1]. */
  CROSS_ENTROPY(Loss.SIGMOID_CROSS_ENTROPY, Activation.SIGMOID),
  /** (x − x̂)² with a linear output. */
  SQUARED_ERROR(Loss.SQUARED_ERROR, Activation.IDENTITY);

  /** The compiled engine and Deeplearning4j keep probabilities this far from 0 and 1. */
  private static final double LEAST = 1e-7;

  private final Loss loss;
  private final Activation activation;

  Reconstruction(Loss loss, Activation activation) {
    this.loss = loss;
    this.activation = activation;
  }

  /** What it is for such examples; never {@link #AUTOMATIC}. */
  Reconstruction resolved(ExamplesSpec examples) {
    if (this != AUTOMATIC) {
      return this;
    }
    return examples.isImage() ? CROSS_ENTROPY : SQUARED_ERROR;
  }

  Loss loss() {
    return loss;
  }

  /** Of the output layer. */
  Activation activation() {
    return activation;
  }

  /** The loss of one number. */
  double of(float input, float output) {
    if (this == SQUARED_ERROR) {
      double difference = (double) input - output;
      return difference * difference;
    }
    double p = Math.max(LEAST, Math.min(1 - LEAST, output));
    return -input * StrictMath.log(p) - (1.0 - input) * StrictMath.log(1 - p);
  }
}
