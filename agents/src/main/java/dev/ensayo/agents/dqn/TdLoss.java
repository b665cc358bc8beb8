package dev.ensayo.agents.dqn;

import dev.ensayo.backend.Loss;

/** What is minimized of the TD error δ of the chosen action. */
public enum TdLoss {
  /**
   * δ²/2 where |δ| ≤ 1, else |δ| − 1/2: its gradient is δ clipped to [−1, 1], as in Mnih et al.
   * 2015, Methods.
   */
  HUBER(Loss.HUBER),
  /** δ². */
  SQUARED_ERROR(Loss.SQUARED_ERROR);

  private final Loss loss;

  TdLoss(Loss loss) {
    this.loss = loss;
  }

  Loss loss() {
    return loss;
  }
}
