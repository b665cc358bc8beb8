package dev.ensayo.agents.dqn;

/**
 * What Q(o, a) is to become. In the formulas G is the n-step return of an item, D the factor of its
 * next observation o' (γ^n; 0 where the task terminated), Q⁻ the target network, Q the online one.
 */
final class DqnTargets {
  private DqnTargets() {}

  /**
   * {@code y = G + D · max_a Q⁻(o', a)}.
   *
   * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", 2015,
   * algorithm 1.
   *
   * @param returns G, {@code [B]}
   * @param discounts D, {@code [B]}
   * @param nextTarget Q⁻(o', ·), {@code [B, A]}
   * @param actions {@code A}
   * @param targets receives y, {@code [B]}; its length is {@code B}
   */
  static void standard(
      float[] returns, float[] discounts, float[] nextTarget, int actions, float[] targets) {
    for (int b = 0; b < targets.length; b++) {
      targets[b] = returns[b] + discounts[b] * ActionRows.max(nextTarget, b, actions);
    }
  }

  /**
   * {@code y = G + D · Q⁻(o', argmax_a Q(o', a))}.
   *
   * <p>Paper: van Hasselt, Guez and Silver, "Deep reinforcement learning with double Q-learning",
   * 2016, equation 4.
   *
   * @param returns G, {@code [B]}
   * @param discounts D, {@code [B]}
   * @param nextOnline Q(o', ·), {@code [B, A]}
   * @param nextTarget Q⁻(o', ·), {@code [B, A]}
   * @param actions {@code A}
   * @param targets receives y, {@code [B]}; its length is {@code B}
   */
  static void doubleQ(
      float[] returns,
      float[] discounts,
      float[] nextOnline,
      float[] nextTarget,
      int actions,
      float[] targets) {
    for (int b = 0; b < targets.length; b++) {
      int chosen = ActionRows.argMax(nextOnline, b, actions);
      targets[b] = returns[b] + discounts[b] * nextTarget[b * actions + chosen];
    }
  }
}
