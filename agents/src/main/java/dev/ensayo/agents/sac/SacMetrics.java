package dev.ensayo.agents.sac;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.metrics.MetricMeans;

/** What is recorded of each update. */
final class SacMetrics {
  static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "train/critic_loss",
          "train/td_error",
          "train/q_mean",
          "train/critic_grad_norm",
          "train/actor_loss",
          "train/actor_grad_norm",
          "train/entropy",
          "train/temperature");

  private final MetricMeans.Mean criticLoss;
  private final MetricMeans.Mean tdError;
  private final MetricMeans.Mean meanValue;
  private final MetricMeans.Mean criticNorm;
  private final MetricMeans.Mean actorLoss;
  private final MetricMeans.Mean actorNorm;
  private final MetricMeans.Mean entropy;
  private final MetricMeans.Mean temperature;

  SacMetrics(MetricMeans means) {
    this.criticLoss = means.mean("train/critic_loss");
    this.tdError = means.mean("train/td_error");
    this.meanValue = means.mean("train/q_mean");
    this.criticNorm = means.mean("train/critic_grad_norm");
    this.actorLoss = means.mean("train/actor_loss");
    this.actorNorm = means.mean("train/actor_grad_norm");
    this.entropy = means.mean("train/entropy");
    this.temperature = means.mean("train/temperature");
  }

  /**
   * @param losses the sum of the critics' losses
   * @param critic the first, after its step
   * @param count items of the batch
   * @param actor what its step measured
   * @param logProbability mean of ln π
   * @param alpha α in this update
   */
  void record(
      double losses,
      Critic critic,
      int count,
      FitResult actor,
      double logProbability,
      double alpha) {
    double absolute = 0;
    double sum = 0;
    for (int b = 0; b < count; b++) {
      absolute += Math.abs(critic.errors()[b]);
      sum += critic.values()[b];
    }
    criticLoss.add(losses);
    tdError.add(absolute / count);
    meanValue.add(sum / count);
    criticNorm.add(critic.gradientNorm());
    actorLoss.add(actor.loss());
    actorNorm.add(actor.gradientNorm());
    entropy.add(-logProbability);
    temperature.add(alpha);
  }
}
