package dev.ensayo.agents.policygradient.learning;

import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.policygradient.network.Heads;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.backend.model.OutputLoss;
import java.util.OptionalDouble;

/**
 * L = L_policy + c_v·L_value − c_e·H, each the mean over a minibatch, with its gradient at the
 * network's outputs (Schulman et al., 2017, eq. 9, with the sign of a loss).
 */
public final class ActorCriticLoss implements OutputLoss {
  private final Heads heads;
  private final PolicyObjective objective;
  private final ValueLoss valueLoss;
  private final double valueCoefficient;
  private final double entropyCoefficient;
  private Minibatch batch;
  private double policy;
  private double value;
  private double entropy;
  private double divergence;
  private double clipped;

  /**
   * @param heads of the network
   * @param objective of the policy
   * @param valueClipRange c, if values are clipped
   * @param valueCoefficient c_v, at least 0
   * @param entropyCoefficient c_e, at least 0
   */
  public ActorCriticLoss(
      Heads heads,
      PolicyObjective objective,
      OptionalDouble valueClipRange,
      double valueCoefficient,
      double entropyCoefficient) {
    this.heads = heads;
    this.objective = objective;
    this.valueLoss = new ValueLoss(valueClipRange);
    this.valueCoefficient = valueCoefficient;
    this.entropyCoefficient = entropyCoefficient;
  }

  /** The loss of a minibatch, which has the same rows as the outputs. */
  public ActorCriticLoss of(Minibatch given) {
    batch = given;
    return this;
  }

  @Override
  public double compute(float[][] outputs, int rows, float[][] gradients) {
    policy = 0;
    value = 0;
    entropy = 0;
    divergence = 0;
    clipped = 0;
    for (int b = 0; b < rows; b++) {
      addPolicy(outputs, b, rows, gradients);
      if (heads.hasValue()) {
        addValue(heads.values(outputs), b, rows, heads.values(gradients));
      }
    }
    policy /= rows;
    value /= rows;
    entropy /= rows;
    divergence /= rows;
    clipped /= rows;
    return policy + valueCoefficient * value - entropyCoefficient * entropy;
  }

  private void addPolicy(float[][] outputs, int b, int rows, float[][] gradients) {
    ActionDistribution distribution = heads.distribution();
    distribution.read(outputs, b);
    int at = b * batch.actionSize();
    double advantage = batch.advantages()[b];
    double logProbability = distribution.logProbability(batch.actions(), at);
    double logRatio = logProbability - batch.logProbabilities()[b];
    double ratio = Math.exp(logRatio);
    policy += objective.loss(ratio, logProbability, advantage);
    entropy += distribution.entropy();
    divergence += ratio - 1 - logRatio;
    clipped += objective.clips(ratio) ? 1 : 0;
    distribution.gradient(
        batch.actions(),
        at,
        objective.slope(ratio, advantage) / rows,
        -entropyCoefficient / rows,
        gradients);
  }

  private void addValue(float[] values, int b, int rows, float[] gradients) {
    double old = batch.values()[b];
    double target = batch.returns()[b];
    value += valueLoss.loss(values[b], old, target);
    gradients[b] = (float) (valueCoefficient * valueLoss.slope(values[b], old, target) / rows);
  }

  /** L_policy of the last minibatch. */
  public double policy() {
    return policy;
  }

  /** L_value of the last minibatch; 0 without a value. */
  public double value() {
    return value;
  }

  /** H of the last minibatch. */
  public double entropy() {
    return entropy;
  }

  /**
   * Mean of ρ − 1 − ln ρ over the last minibatch, ρ = π(a | o)/π_old(a | o): an estimate of
   * KL(π_old ‖ π) that is never negative (Schulman, "Approximating KL divergence", 2020).
   */
  public double divergence() {
    return divergence;
  }

  /** The share of the last minibatch whose ratio lay beyond a border of the objective. */
  public double clipped() {
    return clipped;
  }
}
