package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.TdLoss;
import dev.ensayo.agents.replay.SequenceBatch;
import dev.ensayo.backend.model.OutputLoss;
import java.util.Arrays;

/**
 * The loss of the TD errors of a batch of windows: {@code (1/N) Σ_b w_b Σ_t loss(δ)} over the N
 * steps learned from, δ = y − Q of the action taken.
 */
final class WindowLoss implements OutputLoss {
  /** η of Kapturowski et al. 2019, section 2.3. */
  private static final double SHARE_OF_LARGEST = 0.9;

  private final TdLoss loss;
  private final SequenceBatch batch;
  private final float[] targets;
  private final int actions;
  private final float[] chosen;
  private final float[] errors;
  private double meanError;
  private double meanValue;

  /**
   * @param targets y, {@code [window·B]}
   * @param actions {@code A}
   */
  WindowLoss(TdLoss loss, SequenceBatch batch, float[] targets, int actions) {
    this.loss = loss;
    this.batch = batch;
    this.targets = targets;
    this.actions = actions;
    this.chosen = new float[targets.length];
    this.errors = new float[batch.size()];
  }

  @Override
  public double compute(float[][] outputs, int rows, float[][] gradients) {
    Arrays.fill(gradients[0], 0, rows * actions, 0);
    int steps = batch.steps();
    double sum = 0;
    double absolute = 0;
    double values = 0;
    for (int b = 0; b < batch.size(); b++) {
      double weight = batch.weights()[b];
      double largest = 0;
      double own = 0;
      for (int t = 0; t < batch.lengths()[b]; t++) {
        int row = t * batch.size() + b;
        int at = row * actions + batch.actions()[row];
        chosen[row] = outputs[0][at];
        double error = (double) targets[row] - chosen[row];
        sum += weight * loss.value(error);
        gradients[0][at] = (float) (weight * loss.slope(error) / steps);
        largest = Math.max(largest, Math.abs(error));
        own += Math.abs(error);
        values += chosen[row];
      }
      errors[b] =
          (float) (SHARE_OF_LARGEST * largest + (1 - SHARE_OF_LARGEST) * own / batch.lengths()[b]);
      absolute += own;
    }
    meanError = absolute / steps;
    meanValue = values / steps;
    return sum / steps;
  }

  /** Q(o, a) of each step, {@code [window·B]}. */
  float[] chosen() {
    return chosen;
  }

  /** {@code η·max |δ| + (1 − η)·mean |δ|} of each window, {@code [B]}. */
  float[] errors() {
    return errors;
  }

  /** Mean of |δ| over the steps. */
  double meanError() {
    return meanError;
  }

  /** Mean of Q(o, a) over the steps. */
  double meanValue() {
    return meanValue;
  }
}
