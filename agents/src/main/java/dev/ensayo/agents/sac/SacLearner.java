package dev.ensayo.agents.sac;

import dev.ensayo.agents.diagnosis.Breakdown;
import dev.ensayo.agents.replay.TransitionBatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * One update of SAC after the other: the critics, then the policy through the critics as they are
 * now, then the temperature, then the target networks. The temperature is everywhere what it was
 * before.
 *
 * <p>Records of each update, as means: {@code train/critic_loss} (the sum over both), {@code
 * train/td_error} (|δ| of the first), {@code train/q_mean} (Q(o, a) of the first), {@code
 * train/critic_grad_norm} (of the first, before clipping), {@code train/actor_loss}, {@code
 * train/actor_grad_norm}, {@code train/entropy} (−ln π of actions in (−1, 1)^D) and {@code
 * train/temperature} (α). Allocates nothing per update.
 */
final class SacLearner implements Stateful {
  private final SacConfig config;
  private final Actor actor;
  private final Critics critics;
  private final Temperature temperature;
  private final RandomGenerator noise;
  private final SquashedGaussian policy;
  private final float[] outputs;
  private final float[] least;
  private final float[] targets;
  private final float[] slopes;
  private final OutputLoss objective = this::objective;
  private final FitResult result = new FitResult();
  private final SacMetrics metrics;
  private TransitionBatch batch;
  private double logProbability;
  private long updates;

  /**
   * @param noise of the actions that are drawn while learning
   */
  SacLearner(
      SacConfig config,
      Actor actor,
      Critics critics,
      Temperature temperature,
      RandomGenerator noise,
      MetricMeans means) {
    this.config = config;
    this.actor = actor;
    this.critics = critics;
    this.temperature = temperature;
    this.noise = noise;
    int size = config.batchSize();
    this.policy = new SquashedGaussian(size, actor.actionSize());
    this.outputs = new float[size * 2 * actor.actionSize()];
    this.least = new float[size];
    this.targets = new float[size];
    this.slopes = new float[size * actor.actionSize()];
    this.metrics = new SacMetrics(means);
  }

  /** Updates made so far. */
  long updates() {
    return updates;
  }

  /** y of the last update, {@code [B]}. */
  float[] targets() {
    return targets;
  }

  /** δ of the first critic in the last update, {@code [B]}. */
  float[] errors() {
    return critics.one().errors();
  }

  /**
   * Takes one gradient step with each network.
   *
   * @param batch of {@code batchSize} items, with actions in (−1, 1)
   * @param environmentStep environment steps taken so far
   * @throws TrainingFailedException if a loss is NaN or infinite
   */
  void update(TransitionBatch batch, long environmentStep) {
    updates++;
    this.batch = batch;
    double alpha = temperature.value();
    computeTargets(alpha);
    double criticLoss =
        critics.fit(batch.observations(), batch.vectors(), targets, batch.weights(), batch.size());
    check("critics' loss", criticLoss, environmentStep);
    actor.fit(batch.observations(), batch.size(), objective, result);
    check("actor's loss", result.loss(), environmentStep);
    temperature.update(logProbability);
    if (updates % config.targetUpdatePeriod() == 0) {
      critics.moveTargets(config.targetBlend());
    }
    metrics.record(criticLoss, critics.one(), batch.size(), result, logProbability, alpha);
  }

  /** {@code y = G + D·(min Q⁻(o', a') − α·ln π(a'|o'))}, a' drawn now. */
  private void computeTargets(double alpha) {
    int count = batch.size();
    actor.predict(batch.nextObservations(), count, outputs);
    policy.sample(outputs, count, noise);
    critics.leastOfTargets(batch.nextObservations(), policy.actions(), count, least);
    for (int b = 0; b < count; b++) {
      double soft = least[b] - alpha * policy.logProbabilities()[b];
      targets[b] = (float) (batch.returns()[b] + batch.discounts()[b] * soft);
    }
  }

  /** The mean of {@code α·ln π(a|o) − min Q(o, a)}, a drawn now, and its gradient. */
  private double objective(float[][] networkOutputs, int count, float[][] gradients) {
    double alpha = temperature.value();
    policy.sample(networkOutputs[0], count, noise);
    critics.leastWithSlopes(batch.observations(), policy.actions(), count, least, slopes);
    double sum = 0;
    double logs = 0;
    for (int b = 0; b < count; b++) {
      logs += policy.logProbabilities()[b];
      sum += alpha * policy.logProbabilities()[b] - least[b];
    }
    for (int i = 0; i < count * actor.actionSize(); i++) {
      slopes[i] = -slopes[i] / count;
    }
    policy.backward(networkOutputs[0], count, alpha / count, slopes, gradients[0]);
    logProbability = logs / count;
    return sum / count;
  }

  private void check(String what, double loss, long environmentStep) {
    if (!Double.isFinite(loss)) {
      throw new Breakdown(what, loss, environmentStep, updates)
          .with("rewards", batch.returns())
          .with("targets", targets)
          .with("Q(o, a)", critics.one().values())
          .lookAt(
              "agent.updater.learningRate (smaller), agent.gradientClipping.norm (such as 10),"
                  + " agent.temperature and the scale of the environment's rewards");
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("learner");
    out.writeLong(updates);
    actor.saveState(out);
    critics.saveState(out);
    temperature.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("learner");
    updates = in.readLong();
    actor.loadState(in);
    critics.loadState(in);
    temperature.loadState(in);
  }
}
