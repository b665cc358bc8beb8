package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.training.TrainingFailedException;

/** Whether inputs can be said again by probabilities. */
final class InputRange {
  private InputRange() {}

  /**
   * Looks at the training part.
   *
   * @throws TrainingFailedException if it is empty, or a number lies outside of [0, 1] and is to be
   *     compared by cross-entropy
   */
  static void check(Examples train, ExamplesSpec spec, Reconstruction reconstruction) {
    if (train.size() == 0) {
      throw new TrainingFailedException("the training part holds no example");
    }
    float[] row = new float[spec.inputSize()];
    for (int n = 0; reconstruction == Reconstruction.CROSS_ENTROPY && n < train.size(); n++) {
      train.read(n, row, 0);
      for (float number : row) {
        if (!(number >= 0 && number <= 1)) {
          throw new TrainingFailedException(
              "agent.loss cross-entropy needs inputs in [0, 1], and example "
                  + train.origin(n)
                  + " has "
                  + number
                  + "; let environment.normalize be scale (images) or agent.loss squared-error");
        }
      }
    }
  }
}
