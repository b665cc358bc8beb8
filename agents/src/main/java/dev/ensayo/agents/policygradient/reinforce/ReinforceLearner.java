package dev.ensayo.agents.policygradient.reinforce;

import dev.ensayo.agents.policygradient.learning.ActorCriticLoss;
import dev.ensayo.agents.policygradient.learning.AdvantageNormalization;
import dev.ensayo.agents.policygradient.learning.RunSchedule;
import dev.ensayo.agents.policygradient.learning.UpdateDiagnosis;
import dev.ensayo.agents.policygradient.learning.UpdateMetrics;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;

/** One gradient step on all steps of a number of whole episodes, each step with the same weight. */
final class ReinforceLearner implements Stateful {
  private final ReinforceConfig config;
  private final ActorCritic network;
  private final ActorCriticLoss loss;
  private final RunSchedule schedule;
  private final UpdateMetrics metrics;
  private final int observationSize;
  private final FitResult result = new FitResult();
  private Minibatch batch;
  private long updates;

  /**
   * @param observationSize {@code F}
   */
  ReinforceLearner(
      ReinforceConfig config,
      ActorCritic network,
      ActorCriticLoss loss,
      RunSchedule schedule,
      UpdateMetrics metrics,
      int observationSize) {
    this.config = config;
    this.network = network;
    this.loss = loss;
    this.schedule = schedule;
    this.metrics = metrics;
    this.observationSize = observationSize;
    this.batch = room(1);
  }

  private Minibatch room(int steps) {
    return new Minibatch(steps, observationSize, network.heads().distribution().actionSize());
  }

  /** Updates made so far. */
  long updates() {
    return updates;
  }

  /**
   * Learns from whole episodes.
   *
   * @param environmentStep environment steps taken so far
   * @param before those taken at the last update
   * @throws TrainingFailedException if the loss is NaN or infinite
   */
  void learn(EpisodeShares episodes, long environmentStep, long before) {
    collect(episodes);
    metrics.addLearningRate(schedule.apply(network, before, updates));
    if (config.hasValue()) {
      metrics.addExplainedVariance(batch.values(), batch.returns(), batch.size());
    }
    updates++;
    network.update(batch, loss.of(batch), result);
    if (!Double.isFinite(result.loss())) {
      throw UpdateDiagnosis.failure(result.loss(), environmentStep, updates, loss, batch);
    }
    metrics.addStep(loss, result.gradientNorm());
  }

  private void collect(EpisodeShares episodes) {
    int steps = 0;
    for (Episode[] ofCopy : episodes.episodes()) {
      for (Episode episode : ofCopy) {
        steps += episode.length();
      }
    }
    if (batch.capacity() < steps) {
      batch = room(Math.max(steps, 2 * batch.capacity()));
    }
    batch.clear();
    for (Episode[] ofCopy : episodes.episodes()) {
      for (Episode episode : ofCopy) {
        append(episode);
      }
    }
    weigh(episodes);
  }

  private void append(Episode episode) {
    episode.computeReturns(config.discount());
    batch.append(
        episode.observations(),
        episode.actions(),
        episode.logProbabilities(),
        episode.values(),
        episode.returns(),
        episode.length());
  }

  /** The weight of each step: G_t less the baseline, normalized or times γᵗ if so wished. */
  private void weigh(EpisodeShares episodes) {
    float[] weights = batch.advantages();
    for (int i = 0; i < batch.size(); i++) {
      weights[i] = batch.returns()[i] - (config.hasValue() ? batch.values()[i] : 0);
    }
    if (config.normalizeAdvantages()) {
      AdvantageNormalization.normalize(weights, batch.size());
    }
    if (config.discountedSteps()) {
      discount(episodes, weights);
    }
  }

  private void discount(EpisodeShares episodes, float[] weights) {
    int first = 0;
    for (Episode[] ofCopy : episodes.episodes()) {
      for (Episode episode : ofCopy) {
        double power = 1;
        for (int t = 0; t < episode.length(); t++) {
          weights[first + t] = (float) (weights[first + t] * power);
          power *= config.discount();
        }
        first += episode.length();
      }
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("learner");
    out.writeLong(updates);
    network.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("learner");
    updates = in.readLong();
    network.loadState(in);
  }
}
