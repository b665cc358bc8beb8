package dev.ensayo.agents.dqn.value;

import dev.ensayo.backend.spec.Loss;

/** What is minimized of the TD error δ of the chosen action. */
public enum TdLoss {
  /**
   * δ²/2 where |δ| ≤ 1, else |δ| − 1/2: its gradient is δ clipped to [−1, 1], as in Mnih et al.
   * 2015, Methods, "Training algorithm". Where targets are far above 1 it estimates their median,
   * so that rare large errors (a fall among many steps) count for little and values run away.
   */
  HUBER(Loss.HUBER),
  /** δ², as in algorithm 1 of the same paper. */
  SQUARED_ERROR(Loss.SQUARED_ERROR);

  private final Loss loss;

  TdLoss(Loss loss) {
    this.loss = loss;
  }

  Loss loss() {
    return loss;
  }

  /**
   * What is minimized.
   *
   * @param error δ = y − Q
   */
  public double value(double error) {
    double size = Math.abs(error);
    if (this == SQUARED_ERROR) {
      return error * error;
    }
    return size <= 1 ? error * error / 2 : size - 0.5;
  }

  /**
   * Its derivative with regard to Q.
   *
   * @param error δ = y − Q
   */
  public double slope(double error) {
    return this == SQUARED_ERROR ? -2 * error : -Math.max(-1, Math.min(1, error));
  }
}
