package dev.ensayo.agents.policygradient.learning;

import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.core.training.TrainingFailedException;
import java.util.Locale;

/** Says with which numbers learning broke down, and which settings to look at. */
public final class UpdateDiagnosis {
  private UpdateDiagnosis() {}

  /**
   * @param loss NaN or infinite
   * @param parts the losses that it is the sum of
   */
  public static TrainingFailedException failure(
      double loss, long environmentStep, long update, ActorCriticLoss parts, Minibatch batch) {
    return new TrainingFailedException(
        String.format(
            Locale.ROOT,
            "the loss became %s at environment step %d, update %d (policy %.4g, value %.4g, entropy"
                + " %.4g); in its minibatch: %s, %s, %s; look at agent.updater.learningRate"
                + " (smaller), agent.gradientClipping.norm (such as 0.5) and the scale of the"
                + " environment's rewards (the wrapper reward-normalizer)",
            loss,
            environmentStep,
            update,
            parts.policy(),
            parts.value(),
            parts.entropy(),
            statistics("returns", batch.returns(), batch.size()),
            statistics("advantages", batch.advantages(), batch.size()),
            statistics("log-probabilities of the actions", batch.logProbabilities(), batch.size())));
  }

  private static String statistics(String name, float[] values, int count) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      sum += values[i];
    }
    return String.format(
        Locale.ROOT, "%s min %.4g, mean %.4g, max %.4g", name, min, sum / count, max);
  }
}
