package dev.ensayo.agents.dqn;

import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.replay.SequenceBatch;
import dev.ensayo.agents.replay.SequenceReplay;
import dev.ensayo.agents.replay.WindowShape;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.metrics.MetricMeans;
import java.io.IOException;
import java.util.Arrays;

/**
 * One update after the other: pick windows, let both networks take their burn-in in, compute
 * targets with the target network, take a gradient step through the window with the online network.
 *
 * <p>Records of each update, as means over the steps learned from: {@code train/loss}, {@code
 * train/td_error} (|δ|), {@code train/q_mean} (Q of the actions taken) and {@code train/grad_norm}
 * (before clipping).
 */
final class WindowLearner implements Stateful {
  private final DqnConfig config;
  private final RecurrentNetwork online;
  private final RecurrentNetwork target;
  private final SequenceReplay replay;
  private final SequenceBatch batch;
  private final SequenceState onlineState;
  private final SequenceState targetState;
  private final WindowTargets rule;
  private final WindowLoss loss;
  private final float[] targets;
  private final float[] burnt;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean meanLoss;
  private final MetricMeans.Mean tdError;
  private final MetricMeans.Mean meanValue;
  private final MetricMeans.Mean gradientNorm;
  private long updates;

  /**
   * @param observationSize length {@code F} of an observation
   */
  WindowLearner(
      DqnConfig config,
      RecurrentNetwork online,
      RecurrentNetwork target,
      SequenceReplay replay,
      int observationSize,
      MetricMeans means) {
    WindowShape shape = config.memory().orElseThrow().shape(config.nStep());
    int size = config.batchSize();
    this.config = config;
    this.online = online;
    this.target = target;
    this.replay = replay;
    this.onlineState = online.newState(size);
    this.targetState = target.newState(size);
    this.batch = new SequenceBatch(size, shape, observationSize, onlineState.size());
    this.rule = new WindowTargets(online, target, config.doubleDqn(), batch);
    this.targets = new float[batch.actions().length];
    this.loss = new WindowLoss(config.loss(), batch, targets, online.outputSize());
    this.burnt = new float[batch.burnInMask().length * online.outputSize()];
    this.meanLoss = means.mean("train/loss");
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
   * @param environmentStep environment steps taken so far
   * @throws dev.ensayo.core.training.TrainingFailedException if the loss is NaN or infinite
   */
  void update(long environmentStep) {
    updates++;
    replay.sample(batch, environmentStep);
    start(online, onlineState);
    start(target, targetState);
    rule.compute(batch, onlineState, targetState, targets);
    int steps = batch.shape().window();
    online.fit(batch.observations(), batch.mask(), null, steps, onlineState, loss, result);
    if (!Double.isFinite(result.loss())) {
      throw BatchDiagnosis.failure(
          result.loss(),
          environmentStep,
          updates,
          config.nStep(),
          batch.learned(batch.returns()),
          batch.learned(targets),
          batch.learned(loss.chosen()));
    }
    replay.reportErrors(batch, loss.errors());
    meanLoss.add(result.loss());
    tdError.add(loss.meanError());
    meanValue.add(loss.meanValue());
    gradientNorm.add(result.gradientNorm());
  }

  /** Brings a state to the start of the windows. */
  private void start(RecurrentNetwork network, SequenceState state) {
    if (config.memory().orElseThrow().start() == DqnMemory.Start.ZERO) {
      Arrays.fill(state.values(), 0);
    } else {
      System.arraycopy(batch.states(), 0, state.values(), 0, batch.states().length);
    }
    if (batch.burnsIn()) {
      int steps = batch.shape().burnIn();
      network.unroll(batch.burnIn(), batch.burnInMask(), steps, state, burnt);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("window learner");
    out.writeLong(updates);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("window learner");
    updates = in.readLong();
  }
}
