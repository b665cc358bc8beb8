package dev.ensayo.agents.dqn.value;

/**
 * Quantiles of the return at {@code τ̂_i = (2i + 1) / 2N}, each of which goes after all the targets
 * {@code y_k = G + D·θ⁻_k(o', a')}.
 *
 * <p>Paper: Dabney et al., "Distributional reinforcement learning with quantile regression", 2018,
 * algorithm 1 and lemma 2. The expected return is their mean. The error of an item is its loss.
 */
public final class QuantileHead extends SampleHead {
  QuantileHead(int actions, int quantiles) {
    super(actions, quantiles);
  }

  @Override
  public float error(float[] outputs, int row, int action, float[] targets, float loss) {
    return loss;
  }

  @Override
  public boolean errorIsLoss() {
    return true;
  }
}
