package dev.ensayo.agents.policygradient.learning;

import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.agents.policygradient.rollout.GeneralizedAdvantages;
import dev.ensayo.agents.policygradient.rollout.ItemOrder;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.agents.policygradient.rollout.Rollout;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Learns from one rollout after the other: estimates advantages, then takes a gradient step on each
 * minibatch of each epoch. Allocates nothing.
 */
public final class RolloutLearner implements Stateful {
  /**
   * How a rollout is gone through.
   *
   * @param epochs times that each item is learned from, at least 1
   * @param minibatches gradient steps of an epoch; they divide the items
   * @param window steps of a copy that stay together; 1 for single items
   * @param normalization of advantages
   * @param targetDivergence of π from the policy that acted, above which no further epoch follows
   */
  public record Passes(
      int epochs,
      int minibatches,
      int window,
      AdvantageNormalization normalization,
      OptionalDouble targetDivergence) {}

  private final ActorCritic network;
  private final GeneralizedAdvantages advantages;
  private final Passes passes;
  private final ActorCriticLoss loss;
  private final RunSchedule schedule;
  private final UpdateMetrics metrics;
  private final RandomStream random;
  private final Minibatch batch;
  private final ItemOrder order;
  private final FitResult result = new FitResult();
  private long updates;

  /**
   * @param rollout of the shape that will be learned from
   * @param random picks the minibatches
   */
  public RolloutLearner(
      ActorCritic network,
      GeneralizedAdvantages advantages,
      Passes passes,
      ActorCriticLoss loss,
      RunSchedule schedule,
      Rollout rollout,
      RandomStream random,
      MetricMeans means) {
    this.network = network;
    this.advantages = advantages;
    this.passes = passes;
    this.loss = loss;
    this.schedule = schedule;
    this.random = random;
    boolean repeats = passes.epochs() > 1 || passes.minibatches() > 1;
    this.metrics = new UpdateMetrics(means, true, repeats);
    this.batch =
        new Minibatch(
            rollout.items() / passes.minibatches(),
            rollout.observationSize(),
            rollout.actionSize());
    this.order = new ItemOrder(rollout, passes.window(), passes.minibatches());
  }

  /** Gradient steps taken so far. */
  public long updates() {
    return updates;
  }

  /**
   * Learns from a full rollout, whose last and final values are known.
   *
   * @param environmentStep environment steps taken so far, with the rollout's
   * @throws TrainingFailedException if the loss is NaN or infinite
   */
  public void learn(Rollout rollout, long environmentStep) {
    advantages.estimate(rollout);
    metrics.addExplainedVariance(rollout.values(), rollout.returns(), rollout.items());
    metrics.addLearningRate(schedule.apply(network, environmentStep - rollout.items(), updates));
    if (passes.normalization() == AdvantageNormalization.BATCH) {
      AdvantageNormalization.normalize(rollout.advantages(), rollout.items());
    }
    for (int epoch = 0; epoch < passes.epochs(); epoch++) {
      double divergence = pass(rollout, environmentStep);
      if (passes.targetDivergence().isPresent()
          && divergence > passes.targetDivergence().getAsDouble()) {
        return;
      }
    }
  }

  /** Takes a gradient step on each minibatch; returns their mean divergence. */
  private double pass(Rollout rollout, long environmentStep) {
    if (passes.minibatches() > 1) {
      order.shuffle(random);
    }
    int size = rollout.items() / passes.minibatches();
    double divergence = 0;
    for (int i = 0; i < passes.minibatches(); i++) {
      batch.gather(rollout, order.items(), i * size, size);
      if (passes.normalization() == AdvantageNormalization.MINIBATCH) {
        AdvantageNormalization.normalize(batch.advantages(), size);
      }
      step(environmentStep);
      divergence += loss.divergence();
    }
    return divergence / passes.minibatches();
  }

  private void step(long environmentStep) {
    updates++;
    network.update(batch, loss.of(batch), result);
    if (!Double.isFinite(result.loss())) {
      throw UpdateDiagnosis.failure(result.loss(), environmentStep, updates, loss, batch);
    }
    metrics.addStep(loss, result.gradientNorm());
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("learner");
    out.writeLong(updates);
    network.saveState(out);
    random.saveState(out);
    order.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("learner");
    updates = in.readLong();
    network.loadState(in);
    random.loadState(in);
    order.loadState(in);
  }
}
