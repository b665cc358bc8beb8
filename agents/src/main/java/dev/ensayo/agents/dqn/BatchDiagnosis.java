package dev.ensayo.agents.dqn;

import dev.ensayo.agents.diagnosis.Breakdown;
import dev.ensayo.core.training.TrainingFailedException;

/** Says with which numbers learning broke down, and which settings to look at. */
final class BatchDiagnosis {
  private BatchDiagnosis() {}

  /**
   * @param loss NaN or infinite
   * @param returns n-step returns, {@code [B]}
   * @param targets y, {@code [B]}
   * @param chosen Q(o, a) before the update, {@code [B]}
   */
  static TrainingFailedException failure(
      double loss,
      long environmentStep,
      long update,
      int nStep,
      float[] returns,
      float[] targets,
      float[] chosen) {
    return new Breakdown("loss", loss, environmentStep, update)
        .with(nStep == 1 ? "rewards" : nStep + "-step returns", returns)
        .with("targets", targets)
        .with("Q(o, a)", chosen)
        .lookAt(
            "agent.updater.learningRate (smaller), agent.gradientClipping.norm (such as 10),"
                + " agent.loss (huber) and the scale of the environment's rewards");
  }
}
