package dev.ensayo.agents.policygradient.learning;

import dev.ensayo.agents.diagnosis.Breakdown;
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
    String what =
        String.format(
            Locale.ROOT,
            "loss (of the policy %.4g, of the value %.4g, entropy %.4g)",
            parts.policy(),
            parts.value(),
            parts.entropy());
    return new Breakdown(what, loss, environmentStep, update)
        .with("returns", batch.returns(), batch.size())
        .with("advantages", batch.advantages(), batch.size())
        .with("log-probabilities of the actions", batch.logProbabilities(), batch.size())
        .lookAt(
            "agent.updater.learningRate (smaller), agent.gradientClipping.norm (such as 0.5) and"
                + " the scale of the environment's rewards (the wrapper reward-normalizer)");
  }
}
