package dev.ensayo.agents.pqn;

/**
 * What the outputs for the actions taken are to become: {@code R_t = r_t + γ·(λ·R_{t+1} + (1 −
 * λ)·max_a Q(o_{t+1}, a))} within an episode and {@code R_T = max_a Q(o_T, a)} after the last step.
 * Where the task ended {@code R_t = r_t}; where time ran out {@code R_t = r_t + γ·max_a Q(o, a)} of
 * the final observation.
 *
 * <p>Paper: Gallici et al., "Simplifying deep temporal difference learning", 2024, section 4; Peng
 * and Williams, "Incremental multi-step Q-learning", 1996.
 */
final class LambdaReturns {
  private final double discount;
  private final double lambda;

  /**
   * @param discount γ
   * @param lambda λ
   */
  LambdaReturns(double discount, double lambda) {
    this.discount = discount;
    this.lambda = lambda;
  }

  /**
   * @param rollout full
   * @param lastMaxima the largest value of any action after the last step, {@code [N]}; not read
   *     where that ended an episode
   * @param returns receives R by rows, {@code [T, N]}
   */
  void compute(Rollout rollout, float[] lastMaxima, float[] returns) {
    int copies = rollout.copies();
    for (int copy = 0; copy < copies; copy++) {
      double later = lastMaxima[copy];
      double following = lastMaxima[copy];
      for (int t = rollout.steps() - 1; t >= 0; t--) {
        int row = t * copies + copy;
        double ahead =
            rollout.ended(row)
                ? rollout.finalMaximum(row)
                : lambda * later + (1 - lambda) * following;
        later = rollout.reward(row) + discount * ahead;
        following = rollout.maximum(row);
        returns[row] = (float) later;
      }
    }
  }
}
