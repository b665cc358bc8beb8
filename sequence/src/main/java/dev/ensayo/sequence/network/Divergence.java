package dev.ensayo.sequence.network;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.training.TrainingFailedException;

/** Ends a run whose numbers have left the finite ones. */
public final class Divergence {
  private Divergence() {}

  /**
   * Checks what came of an update.
   *
   * @param updates made before it
   * @throws TrainingFailedException if the loss or its gradient is not finite
   */
  public static void check(FitResult result, long updates) {
    if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
      throw new TrainingFailedException(
          "the loss is "
              + result.loss()
              + " and the norm of its gradient "
              + result.gradientNorm()
              + " at update "
              + updates
              + "; look at agent.updater.learningRate and agent.gradientClipping");
    }
  }
}
