package dev.ensayo.agents.dqn;

import dev.ensayo.core.training.TrainingFailedException;
import java.util.Locale;

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
    return new TrainingFailedException(
        "the loss became "
            + loss
            + " at environment step "
            + environmentStep
            + ", update "
            + update
            + "; in its batch: "
            + statistics(nStep == 1 ? "rewards" : nStep + "-step returns", returns)
            + ", "
            + statistics("targets", targets)
            + ", "
            + statistics("Q(o, a)", chosen)
            + "; look at agent.updater.learningRate (smaller), agent.gradientClipping.norm (such as"
            + " 10), agent.loss (huber) and the scale of the environment's rewards");
  }

  private static String statistics(String name, float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
    }
    return String.format(
        Locale.ROOT, "%s min %.4g, mean %.4g, max %.4g", name, min, sum / values.length, max);
  }
}
