package dev.ensayo.agents.policygradient.rollout;

/**
 * Generalized advantage estimation, backwards through a rollout:
 *
 * <pre>
 *   δ_t = r_t + γ·V(o_{t+1}) − V(o_t)
 *   Â_t = δ_t + γ·λ·Â_{t+1}          R_t = Â_t + V(o_t)
 * </pre>
 *
 * <p>V(o_{t+1}) is 0 after a termination; where the clock ended the episode it is the value of the
 * final observation, not of what the copy shows after its reset. No sum goes over an end.
 *
 * <p>Paper: Schulman et al., "High-dimensional continuous control using generalized advantage
 * estimation", 2016, eqs. 11, 12 and 16. λ = 1 gives the return less the value, λ = 0 the TD error.
 */
public final class GeneralizedAdvantages {
  private final double discount;
  private final double lambda;

  /**
   * @param discount γ, in [0, 1]
   * @param lambda λ, in [0, 1]
   */
  public GeneralizedAdvantages(double discount, double lambda) {
    this.discount = discount;
    this.lambda = lambda;
  }

  /** Fills in advantages and returns of a full rollout, whose last and final values are known. */
  public void estimate(Rollout rollout) {
    for (int copy = 0; copy < rollout.copies(); copy++) {
      estimate(rollout, copy);
    }
  }

  private void estimate(Rollout rollout, int copy) {
    float[] values = rollout.values();
    double following = rollout.lastValues()[copy];
    double carried = 0;
    for (int t = rollout.steps() - 1; t >= 0; t--) {
      int item = t * rollout.copies() + copy;
      if (rollout.terminated(item)) {
        following = 0;
        carried = 0;
      } else if (rollout.truncated(item)) {
        following = rollout.finalValues()[item];
        carried = 0;
      }
      double error = rollout.rewards()[item] + discount * following - values[item];
      carried = error + discount * lambda * carried;
      rollout.advantages()[item] = (float) carried;
      rollout.returns()[item] = (float) (carried + values[item]);
      following = values[item];
    }
  }
}
