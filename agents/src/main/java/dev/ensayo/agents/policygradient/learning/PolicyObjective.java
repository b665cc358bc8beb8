package dev.ensayo.agents.policygradient.learning;

/** What is minimized of an action's probability, given what it was worth. */
public sealed interface PolicyObjective {
  /**
   * The loss of one item.
   *
   * @param ratio π(a | o) / π_old(a | o)
   * @param logProbability ln π(a | o)
   * @param advantage Â
   */
  double loss(double ratio, double logProbability, double advantage);

  /** Its derivative with regard to ln π(a | o). */
  double slope(double ratio, double advantage);

  /** Whether the ratio lies beyond a border of the objective. */
  boolean clips(double ratio);

  /** Moves the borders to a share of where they began; by default there are none. */
  default void narrow(double share) {}

  /** −Â·ln π(a | o): the policy gradient itself (Williams, 1992; Sutton et al., 2000). */
  final class Plain implements PolicyObjective {
    @Override
    public double loss(double ratio, double logProbability, double advantage) {
      return -advantage * logProbability;
    }

    @Override
    public double slope(double ratio, double advantage) {
      return -advantage;
    }

    @Override
    public boolean clips(double ratio) {
      return false;
    }
  }

  /**
   * −min(ρ·Â, clip(ρ, 1 − ε, 1 + ε)·Â), ρ the ratio (Schulman et al., "Proximal policy optimization
   * algorithms", 2017, eq. 7).
   */
  final class Clipped implements PolicyObjective {
    private final double firstRange;
    private double range;

    /**
     * @param range ε, at least 0
     */
    public Clipped(double range) {
      this.firstRange = range;
      this.range = range;
    }

    @Override
    public void narrow(double share) {
      range = firstRange * share;
    }

    private double clip(double ratio) {
      return Math.max(1 - range, Math.min(1 + range, ratio));
    }

    @Override
    public double loss(double ratio, double logProbability, double advantage) {
      return -Math.min(ratio * advantage, clip(ratio) * advantage);
    }

    /** −ρ·Â, since ∂ρ/∂ ln π = ρ; 0 where the clipped term is the smaller one. */
    @Override
    public double slope(double ratio, double advantage) {
      double free = ratio * advantage;
      return free <= clip(ratio) * advantage ? -free : 0;
    }

    @Override
    public boolean clips(double ratio) {
      return Math.abs(ratio - 1) > range;
    }
  }
}
