package dev.ensayo.agents.policygradient.learning;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.metrics.MetricMeans;

/**
 * The metrics of gradient steps on an {@link ActorCriticLoss}, as means since the last log point.
 */
public final class UpdateMetrics {
  /** What every learner records. */
  public static final ImmutableSet<String> OF_POLICIES =
      ImmutableSet.of(
          "train/policy_loss", "train/entropy", "train/grad_norm", "train/learning_rate");

  /** What is recorded where there is a value. */
  public static final ImmutableSet<String> OF_VALUES =
      ImmutableSet.of("train/value_loss", "train/explained_variance");

  /** What is recorded where several steps are taken with what one policy experienced. */
  public static final ImmutableSet<String> OF_RATIOS =
      ImmutableSet.of("train/approx_kl", "train/clip_fraction");

  private final MetricMeans.Mean policyLoss;
  private final MetricMeans.Mean entropy;
  private final MetricMeans.Mean gradientNorm;
  private final MetricMeans.Mean learningRate;
  private final MetricMeans.Mean valueLoss;
  private final MetricMeans.Mean explainedVariance;
  private final MetricMeans.Mean divergence;
  private final MetricMeans.Mean clipFraction;
  private final boolean hasValue;
  private final boolean hasRatios;

  /**
   * @param hasValue whether there is a value
   * @param hasRatios whether ratios of probabilities leave 1
   */
  public UpdateMetrics(MetricMeans means, boolean hasValue, boolean hasRatios) {
    this.hasValue = hasValue;
    this.hasRatios = hasRatios;
    this.policyLoss = means.mean("train/policy_loss");
    this.entropy = means.mean("train/entropy");
    this.gradientNorm = means.mean("train/grad_norm");
    this.learningRate = means.mean("train/learning_rate");
    this.valueLoss = hasValue ? means.mean("train/value_loss") : null;
    this.explainedVariance = hasValue ? means.mean("train/explained_variance") : null;
    this.divergence = hasRatios ? means.mean("train/approx_kl") : null;
    this.clipFraction = hasRatios ? means.mean("train/clip_fraction") : null;
  }

  /** After one gradient step. */
  public void addStep(ActorCriticLoss loss, double norm) {
    policyLoss.add(loss.policy());
    entropy.add(loss.entropy());
    gradientNorm.add(norm);
    if (hasValue) {
      valueLoss.add(loss.value());
    }
    if (hasRatios) {
      divergence.add(loss.divergence());
      clipFraction.add(loss.clipped());
    }
  }

  /** The rate of the gradient steps to come. */
  public void addLearningRate(double rate) {
    learningRate.add(rate);
  }

  /**
   * 1 − Var(R − V)/Var(R), of values before they were fitted; left out where R does not vary.
   *
   * @param values V, {@code [count]}
   * @param returns R, {@code [count]}
   */
  public void addExplainedVariance(float[] values, float[] returns, int count) {
    double meanReturn = 0;
    double meanError = 0;
    for (int i = 0; i < count; i++) {
      meanReturn += returns[i];
      meanError += returns[i] - values[i];
    }
    meanReturn /= count;
    meanError /= count;
    double ofReturns = 0;
    double ofErrors = 0;
    for (int i = 0; i < count; i++) {
      double error = returns[i] - values[i] - meanError;
      ofReturns += (returns[i] - meanReturn) * (returns[i] - meanReturn);
      ofErrors += error * error;
    }
    if (ofReturns > 0) {
      explainedVariance.add(1 - ofErrors / ofReturns);
    }
  }
}
