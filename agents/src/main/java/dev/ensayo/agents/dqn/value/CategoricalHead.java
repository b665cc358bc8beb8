package dev.ensayo.agents.dqn.value;

import java.util.Arrays;

/**
 * Probabilities of K returns z_k, evenly from vMin to vMax; the outputs are their logits. The
 * target is the distribution of {@code G + D·z} at o', clipped to that range, its mass shared
 * between the two nearest z.
 *
 * <p>Paper: Bellemare, Dabney and Munos, "A distributional perspective on reinforcement learning",
 * 2017, algorithm 1 and equation 7. The error of an item is the Kullback-Leibler divergence of its
 * prediction from its target (Hessel et al., "Rainbow", 2018, section "The integrated agent").
 */
public final class CategoricalHead extends ValueHead {
  private final double smallest;
  private final double largest;
  private final double step;
  private final double[] returns;
  private final double[] probabilities;

  CategoricalHead(int actions, int atoms, double smallest, double largest) {
    super(actions, atoms);
    this.smallest = smallest;
    this.largest = largest;
    this.step = (largest - smallest) / (atoms - 1);
    this.returns = new double[atoms];
    this.probabilities = new double[atoms];
    for (int k = 0; k < atoms; k++) {
      returns[k] = smallest + k * step;
    }
  }

  /** Puts the softmax of an action's logits into {@link #probabilities}. */
  private void softmax(float[] logits, int from) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < probabilities.length; k++) {
      max = Math.max(max, logits[from + k]);
    }
    double sum = 0;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = Math.exp(logits[from + k] - max);
      sum += probabilities[k];
    }
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] /= sum;
    }
  }

  @Override
  public float value(float[] outputs, int row, int action) {
    softmax(outputs, start(row, action));
    double value = 0;
    for (int k = 0; k < returns.length; k++) {
      value += probabilities[k] * returns[k];
    }
    return (float) value;
  }

  @Override
  public void targets(
      float[] gains, float[] discounts, float[] next, int[] nextActions, float[] targets) {
    int atoms = atoms();
    Arrays.fill(targets, 0, gains.length * atoms, 0);
    for (int b = 0; b < gains.length; b++) {
      softmax(next, start(b, nextActions[b]));
      for (int k = 0; k < atoms; k++) {
        double moved = gains[b] + discounts[b] * returns[k];
        double place = (Math.min(largest, Math.max(smallest, moved)) - smallest) / step;
        int below = Math.min(atoms - 1, (int) place);
        double share = place - below;
        int at = b * atoms + below;
        targets[at] += (float) (probabilities[k] * (1 - share));
        if (share > 0 && below + 1 < atoms) {
          targets[at + 1] += (float) (probabilities[k] * share);
        }
      }
    }
  }

  @Override
  public float targetValue(float[] targets, int row) {
    double value = 0;
    for (int k = 0; k < returns.length; k++) {
      value += targets[row * returns.length + k] * returns[k];
    }
    return (float) value;
  }

  @Override
  public float error(float[] outputs, int row, int action, float[] targets, float loss) {
    softmax(outputs, start(row, action));
    double divergence = 0;
    for (int k = 0; k < returns.length; k++) {
      double target = targets[row * returns.length + k];
      if (target > 0) {
        divergence += target * Math.log(target / Math.max(probabilities[k], Float.MIN_NORMAL));
      }
    }
    return (float) Math.max(0, divergence);
  }
}
