package dev.ensayo.agents.pqn;

import dev.ensayo.agents.diagnosis.Breakdown;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.spec.LearningRateSchedule;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;

/**
 * Learns from a rollout: epochs over all of it in random order, a gradient step for each minibatch.
 *
 * <p>Records of each update, as means: {@code train/loss}, {@code train/td_error} (|δ|), {@code
 * train/q_mean} (Q(o, a) of the actions taken), {@code train/grad_norm} (before clipping) and
 * {@code train/learning_rate}. Allocates nothing per update.
 */
final class PqnLearner implements Stateful {
  /** A learning rate is never 0. */
  private static final double SMALLEST_RATE = 1e-12;

  private final PqnConfig config;
  private final double baseRate;
  private final boolean annealed;
  private final LearningRateSchedule schedule;
  private final PqnNetwork network;
  private final RandomStream random;
  private final int[] order;
  private final float[] observations;
  private final int[] taken;
  private final float[] targets;
  private final float[] chosen;
  private final OutputLoss objective = this::objective;
  private final FitResult result = new FitResult();
  private final MetricMeans.Mean loss;
  private final MetricMeans.Mean tdError;
  private final MetricMeans.Mean meanValue;
  private final MetricMeans.Mean gradientNorm;
  private final MetricMeans.Mean learningRate;
  private long updates;

  /**
   * @param observationSize length {@code F} of an observation
   * @param random orders the transitions of an epoch
   */
  PqnLearner(
      PqnConfig config,
      PqnNetwork network,
      int observationSize,
      RandomStream random,
      MetricMeans means) {
    this.config = config;
    this.baseRate = config.updater().learningRate();
    this.schedule = config.updater().schedule();
    this.annealed = config.learningRateAnnealing().changes();
    this.network = network;
    this.random = random;
    int size = config.minibatch();
    this.order = new int[config.transitions()];
    this.observations = new float[Math.multiplyExact(size, observationSize)];
    this.taken = new int[size];
    this.targets = new float[size];
    this.chosen = new float[size];
    this.loss = means.mean("train/loss");
    this.tdError = means.mean("train/td_error");
    this.meanValue = means.mean("train/q_mean");
    this.gradientNorm = means.mean("train/grad_norm");
    this.learningRate = means.mean("train/learning_rate");
  }

  /** What the last gradient step measured. */
  FitResult result() {
    return result;
  }

  /** Updates made so far. */
  long updates() {
    return updates;
  }

  /**
   * Makes all updates of one phase of learning.
   *
   * @param rollout full
   * @param returns what the outputs for the actions taken are to become, by rows of the rollout
   * @param environmentStep environment steps taken so far
   * @param share of the learning rate that counts now
   * @throws TrainingFailedException if the loss is NaN or infinite
   */
  void learn(Rollout rollout, float[] returns, long environmentStep, double share) {
    double rate = baseRate * (annealed ? share : schedule.factor(updates));
    if (annealed) {
      network.setLearningRate(Math.max(SMALLEST_RATE, rate));
    }
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      shuffle();
      for (int first = 0; first < order.length; first += taken.length) {
        update(rollout, returns, order, first, environmentStep);
        learningRate.add(rate);
      }
    }
  }

  /** Fisher and Yates, from the rows in order. */
  private void shuffle() {
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
  }

  /**
   * Takes one gradient step.
   *
   * @param rows of the rollout, of which a minibatch from {@code first} on is learned from
   */
  void update(Rollout rollout, float[] returns, int[] rows, int first, long environmentStep) {
    for (int b = 0; b < taken.length; b++) {
      int row = rows[first + b];
      rollout.copyObservation(row, observations, b);
      taken[b] = rollout.action(row);
      targets[b] = returns[row];
    }
    fit(environmentStep);
  }

  private void fit(long environmentStep) {
    updates++;
    network.fit(observations, taken.length, objective, result);
    double absolute = 0;
    double sum = 0;
    for (int b = 0; b < taken.length; b++) {
      absolute += Math.abs(chosen[b] - targets[b]);
      sum += chosen[b];
    }
    if (!Double.isFinite(result.loss())) {
      throw new Breakdown("loss", result.loss(), environmentStep, updates)
          .with("lambda-returns", targets)
          .with("Q(o, a)", chosen)
          .lookAt(
              "agent.updater.learningRate (smaller), agent.gradientClipping.norm (smaller),"
                  + " agent.layerNormalization (true), agent.loss (huber) and the scale of the"
                  + " environment's rewards");
    }
    loss.add(result.loss());
    tdError.add(absolute / taken.length);
    meanValue.add(sum / taken.length);
    gradientNorm.add(result.gradientNorm());
  }

  /** The mean over the minibatch, and its gradient at the outputs for the actions taken. */
  private double objective(float[][] outputs, int batch, float[][] gradients) {
    float[] values = outputs[0];
    float[] gradient = gradients[0];
    int actions = network.actions();
    double sum = 0;
    for (int b = 0; b < batch; b++) {
      int from = b * actions;
      for (int a = from; a < from + actions; a++) {
        gradient[a] = 0;
      }
      int at = from + taken[b];
      double error = (double) values[at] - targets[b];
      chosen[b] = values[at];
      sum += config.loss().value(error);
      gradient[at] = (float) (config.loss().slope(error) / batch);
    }
    return sum / batch;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("learner");
    out.writeLong(updates);
    network.saveState(out);
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("learner");
    updates = in.readLong();
    network.loadState(in);
    random.loadState(in);
  }
}
