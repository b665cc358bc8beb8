package dev.ensayo.agents.dqn.value;

/**
 * Outputs that are themselves returns, so that a target is computed number by number: {@code y_k =
 * G + D·z_k}.
 */
public abstract sealed class SampleHead extends ValueHead permits ScalarHead, QuantileHead {
  SampleHead(int actions, int atoms) {
    super(actions, atoms);
  }

  @Override
  public final void targets(
      float[] returns, float[] discounts, float[] next, int[] nextActions, float[] targets) {
    int atoms = atoms();
    for (int b = 0; b < returns.length; b++) {
      int from = start(b, nextActions[b]);
      for (int k = 0; k < atoms; k++) {
        targets[b * atoms + k] = returns[b] + discounts[b] * next[from + k];
      }
    }
  }

  /**
   * Targets from the values of all next actions: {@code y_k = G + b + D·(Σ_a π(a)·z_{a,k} + h)}.
   *
   * @param returns G, {@code [B]}
   * @param bonuses b, {@code [B]}
   * @param discounts D, {@code [B]}
   * @param next outputs of Q⁻ at o', {@code [B, A·K]}
   * @param policy π of o', {@code [B, A]}
   * @param entropies h, {@code [B]}
   * @param targets receives {@code [B, K]}
   */
  public final void softTargets(
      float[] returns,
      float[] bonuses,
      float[] discounts,
      float[] next,
      float[] policy,
      float[] entropies,
      float[] targets) {
    int atoms = atoms();
    int actions = actions();
    for (int b = 0; b < returns.length; b++) {
      for (int k = 0; k < atoms; k++) {
        float expected = entropies[b];
        for (int a = 0; a < actions; a++) {
          expected += policy[b * actions + a] * next[start(b, a) + k];
        }
        targets[b * atoms + k] = returns[b] + bonuses[b] + discounts[b] * expected;
      }
    }
  }

  @Override
  public final float value(float[] outputs, int row, int action) {
    return mean(outputs, start(row, action));
  }

  @Override
  public final float targetValue(float[] targets, int row) {
    return mean(targets, row * atoms());
  }

  private float mean(float[] numbers, int from) {
    int atoms = atoms();
    if (atoms == 1) {
      return numbers[from];
    }
    double sum = 0;
    for (int k = 0; k < atoms; k++) {
      sum += numbers[from + k];
    }
    return (float) (sum / atoms);
  }
}
