package dev.ensayo.agents.dqn;

import dev.ensayo.agents.replay.ReplayBuffer;
import dev.ensayo.agents.replay.TransitionBatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.util.Arrays;

/**
 * One update of DQN after the other: pick a batch, compute targets with the target network, take a
 * gradient step with the online network.
 *
 * <p>Records of each update, as means: {@code train/loss}, {@code train/td_error} (|δ|), {@code
 * train/q_mean} (Q(o, a) of the actions taken) and {@code train/grad_norm} (before clipping).
 * Allocates nothing per update.
 */
final class DqnLearner implements Stateful {
  private final DqnConfig config;
  private final QNetwork online;
  private final QNetwork target;
  private final ReplayBuffer replay;
  private final int actions;
  private final TransitionBatch batch;
  private final float[] nextOnline;
  private final float[] nextTarget;
  private final float[] values;
  private final float[] chosen;
  private final float[] targets;
  private final float[] tdErrors;
  private final float[] targetRows;
  private final float[] weightRows;
  private final FitResult result;
  private final MetricMeans.Mean loss;
  private final MetricMeans.Mean tdError;
  private final MetricMeans.Mean meanValue;
  private final MetricMeans.Mean gradientNorm;
  private long updates;

  /**
   * @param observationSize length {@code F} of an observation
   */
  DqnLearner(
      DqnConfig config,
      QNetwork online,
      QNetwork target,
      ReplayBuffer replay,
      int observationSize,
      MetricMeans means) {
    this.config = config;
    this.online = online;
    this.target = target;
    this.replay = replay;
    this.actions = online.actions();
    int size = config.batchSize();
    this.batch = new TransitionBatch(size, observationSize);
    this.nextOnline = new float[size * actions];
    this.nextTarget = new float[size * actions];
    this.values = new float[size * actions];
    this.result = new FitResult(values);
    this.chosen = new float[size];
    this.targets = new float[size];
    this.tdErrors = new float[size];
    this.targetRows = new float[size * actions];
    this.weightRows = new float[size * actions];
    this.loss = means.mean("train/loss");
    this.tdError = means.mean("train/td_error");
    this.meanValue = means.mean("train/q_mean");
    this.gradientNorm = means.mean("train/grad_norm");
  }

  /** Updates made so far. */
  long updates() {
    return updates;
  }

  /**
   * Takes one gradient step.
   *
   * @param environmentStep when, for the message of a failure
   * @throws TrainingFailedException if the loss is NaN or infinite
   */
  void update(long environmentStep) {
    updates++;
    replay.sample(batch);
    computeTargets();
    placeTargets();
    online.fit(batch.observations(), targetRows, weightRows, batch.size(), result);
    compareWithTargets();
    if (!Double.isFinite(result.loss())) {
      throw BatchDiagnosis.failure(
          result.loss(),
          environmentStep,
          updates,
          config.nStep(),
          batch.returns(),
          targets,
          chosen);
    }
    replay.reportTdErrors(batch, tdErrors);
    loss.add(result.loss());
    gradientNorm.add(result.gradientNorm());
  }

  private void computeTargets() {
    target.predict(batch.nextObservations(), batch.size(), nextTarget);
    if (config.doubleDqn()) {
      online.predict(batch.nextObservations(), batch.size(), nextOnline);
      DqnTargets.doubleQ(
          batch.returns(), batch.discounts(), nextOnline, nextTarget, actions, targets);
    } else {
      DqnTargets.standard(batch.returns(), batch.discounts(), nextTarget, actions, targets);
    }
  }

  /** Puts each target where its action is; the weight of all other outputs is 0. */
  private void placeTargets() {
    Arrays.fill(targetRows, 0);
    Arrays.fill(weightRows, 0);
    int[] taken = batch.actions();
    float[] weights = batch.weights();
    for (int b = 0; b < targets.length; b++) {
      int at = b * actions + taken[b];
      targetRows[at] = targets[b];
      weightRows[at] = weights[b];
    }
  }

  /** Computes δ from the values that the gradient step started from. */
  private void compareWithTargets() {
    int[] taken = batch.actions();
    double absolute = 0;
    double sum = 0;
    for (int b = 0; b < targets.length; b++) {
      chosen[b] = values[b * actions + taken[b]];
      tdErrors[b] = targets[b] - chosen[b];
      absolute += Math.abs(tdErrors[b]);
      sum += chosen[b];
    }
    tdError.add(absolute / targets.length);
    meanValue.add(sum / targets.length);
  }

  /** Moves the target network towards the online network, by {@code targetBlend}. */
  void updateTarget() {
    target.moveTowards(online, config.targetBlend());
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("learner");
    out.writeLong(updates);
    online.saveState(out);
    target.saveState(out);
    replay.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("learner");
    updates = in.readLong();
    online.loadState(in);
    target.loadState(in);
    replay.loadState(in);
  }
}
