package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.SampleHead;
import dev.ensayo.agents.replay.TransitionBatch;

/**
 * The soft value of the next observation under {@code π = softmax(q⁻ / τ)}, and a bonus to the
 * reward for what π would have done as well: {@code y = r + α·[τ·ln π(a|o)]_{l₀}^0 + γ·Σ_a'
 * π(a'|o')·(z⁻(o', a') − τ·ln π(a'|o'))}.
 *
 * <p>Paper: Vieillard, Pietquin and Geist, "Munchausen reinforcement learning", 2020, equation 2
 * and section 4 (the clipped log-policy); with quantiles z⁻ as their M-IQN, appendix B.1.
 */
final class MunchausenTargets implements TargetRule {
  private final TargetSpec.Munchausen spec;
  private final SampleHead head;
  private final QNetwork target;
  private final float[] outputs;
  private final float[] values;
  private final float[] policy;
  private final float[] bonuses;
  private final float[] entropies;
  private final double[] logs;

  /**
   * @param target with a head of returns
   * @param batch {@code B}
   */
  MunchausenTargets(TargetSpec.Munchausen spec, QNetwork target, int batch) {
    this.spec = spec;
    this.head = (SampleHead) target.head();
    this.target = target;
    this.outputs = new float[batch * head.outputs()];
    this.values = new float[batch * head.actions()];
    this.policy = new float[values.length];
    this.bonuses = new float[batch];
    this.entropies = new float[batch];
    this.logs = new double[head.actions()];
  }

  @Override
  public void compute(TransitionBatch batch, float[] targets) {
    predict(batch.observations(), batch.size());
    for (int b = 0; b < batch.size(); b++) {
      scaledLogPolicy(b);
      double log = Math.max(spec.floor(), Math.min(0, logs[batch.actions()[b]]));
      bonuses[b] = (float) (spec.alpha() * log);
    }
    predict(batch.nextObservations(), batch.size());
    for (int b = 0; b < batch.size(); b++) {
      scaledLogPolicy(b);
      double entropy = 0;
      for (int a = 0; a < logs.length; a++) {
        double probability = Math.exp(logs[a] / spec.temperature());
        policy[b * logs.length + a] = (float) probability;
        entropy -= probability * logs[a];
      }
      entropies[b] = (float) entropy;
    }
    head.softTargets(
        batch.returns(), bonuses, batch.discounts(), outputs, policy, entropies, targets);
  }

  private void predict(float[] observations, int count) {
    target.predict(observations, count, outputs);
    head.values(outputs, count, values);
  }

  /** Puts τ·ln π of a row into {@link #logs}: {@code q − max − τ·ln Σ exp((q − max) / τ)}. */
  private void scaledLogPolicy(int row) {
    int from = row * logs.length;
    double max = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < logs.length; a++) {
      max = Math.max(max, values[from + a]);
    }
    double sum = 0;
    for (int a = 0; a < logs.length; a++) {
      sum += Math.exp((values[from + a] - max) / spec.temperature());
    }
    double scaledLogSum = spec.temperature() * Math.log(sum);
    for (int a = 0; a < logs.length; a++) {
      logs[a] = values[from + a] - max - scaledLogSum;
    }
  }
}
