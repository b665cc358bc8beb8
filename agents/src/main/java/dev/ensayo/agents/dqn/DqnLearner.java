package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.ValueHead;
import dev.ensayo.agents.replay.Experience;
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
  private final QNetworks networks;
  private final Experience experience;
  private final TargetRule rule;
  private final ValueHead head;
  private final TransitionBatch batch;
  private final float[] outputs;
  private final float[] chosen;
  private final float[] targets;
  private final float[] targetValues;
  private final float[] errors;
  private final float[] targetRows;
  private final float[] weightRows;
  private final float[] exampleLosses;
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
      QNetworks networks,
      Experience experience,
      int observationSize,
      MetricMeans means) {
    this.config = config;
    this.networks = networks;
    this.experience = experience;
    int size = experience.batchSize();
    this.rule = networks.targetRule(config, size);
    this.head = networks.online().head();
    this.batch = new TransitionBatch(size, observationSize);
    this.outputs = new float[size * head.outputs()];
    this.exampleLosses = head.errorIsLoss() ? new float[size] : null;
    this.result = new FitResult(outputs, exampleLosses);
    this.chosen = new float[size];
    this.targets = new float[size * head.atoms()];
    this.targetValues = new float[size];
    this.errors = new float[size];
    this.targetRows = new float[outputs.length];
    this.weightRows = new float[outputs.length];
    this.loss = means.mean("train/loss");
    this.tdError = means.mean("train/td_error");
    this.meanValue = means.mean("train/q_mean");
    this.gradientNorm = means.mean("train/grad_norm");
  }

  /** Updates made so far. */
  long updates() {
    return updates;
  }

  /** How many updates are to be made now. */
  int due() {
    return experience.due(config.updatesPerPeriod());
  }

  /**
   * Takes one gradient step.
   *
   * @param environmentStep environment steps taken so far
   * @throws TrainingFailedException if the loss is NaN or infinite
   */
  void update(long environmentStep) {
    updates++;
    experience.sample(batch, environmentStep);
    networks.drawNoise();
    rule.compute(batch, targets);
    placeTargets();
    networks.online().fit(batch.observations(), targetRows, weightRows, batch.size(), result);
    networks.removeNoise();
    compareWithTargets();
    if (!Double.isFinite(result.loss())) {
      throw BatchDiagnosis.failure(
          result.loss(),
          environmentStep,
          updates,
          config.nStep(),
          batch.returns(),
          targetValues,
          chosen);
    }
    experience.reportTdErrors(batch, errors);
    loss.add(result.loss());
    gradientNorm.add(result.gradientNorm());
  }

  /** Puts each target where its action is; the weight of all other outputs is 0. */
  private void placeTargets() {
    Arrays.fill(targetRows, 0);
    Arrays.fill(weightRows, 0);
    int[] taken = batch.actions();
    float[] weights = batch.weights();
    int atoms = head.atoms();
    for (int b = 0; b < batch.size(); b++) {
      int at = (b * head.actions() + taken[b]) * atoms;
      System.arraycopy(targets, b * atoms, targetRows, at, atoms);
      Arrays.fill(weightRows, at, at + atoms, weights[b]);
    }
  }

  /** Computes errors from the outputs that the gradient step started from. */
  private void compareWithTargets() {
    int[] taken = batch.actions();
    double absolute = 0;
    double sum = 0;
    for (int b = 0; b < batch.size(); b++) {
      chosen[b] = head.value(outputs, b, taken[b]);
      targetValues[b] = head.targetValue(targets, b);
      float itemLoss = exampleLosses == null ? 0 : exampleLosses[b] / batch.weights()[b];
      errors[b] = head.error(outputs, b, taken[b], targets, itemLoss);
      absolute += Math.abs(targetValues[b] - chosen[b]);
      sum += chosen[b];
    }
    tdError.add(absolute / batch.size());
    meanValue.add(sum / batch.size());
  }

  /** Moves the target network towards the online network, by {@code targetBlend}. */
  void updateTarget() {
    networks.moveTarget(config.targetBlend());
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("learner");
    out.writeLong(updates);
    networks.saveState(out);
    experience.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("learner");
    updates = in.readLong();
    networks.loadState(in);
    experience.loadState(in);
  }
}
