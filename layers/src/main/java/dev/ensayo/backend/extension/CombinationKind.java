package dev.ensayo.backend.extension;

/**
 * How a unit combines the numbers that enter it into one, its net input, other than by a weighted
 * sum of its own. Words as in the documentation of SAS's procedure NEURAL, "Combination functions":
 * f is the number of inputs, w_ij the weight from input i to unit j, b_j the bandwidth of unit j
 * and b that of all, a_j the altitude of unit j.
 */
public enum CombinationKind {
  /** Σ x_i: nothing is learned, all units are alike. */
  ADDITIVE(false, false, false, false),
  /** b_j + Σ w_i x_i: one slope for each input, a bias for each unit. */
  EQUAL_SLOPES(false, false, false, false),
  /** log|a_j| + f·log|b_j| − b_j² Σ (w_ij − x_i)². */
  XRADIAL(true, true, true, true),
  /** −b_j² Σ (w_ij − x_i)²: equal heights. */
  EHRADIAL(true, false, true, false),
  /** f·log|b_j| − b_j² Σ (w_ij − x_i)²: equal volumes. */
  EVRADIAL(true, false, true, true),
  /** log|a_j| − b² Σ (w_ij − x_i)²: equal widths. */
  EWRADIAL(true, true, false, false),
  /** −b² Σ (w_ij − x_i)²: equal heights and widths. */
  EQRADIAL(true, false, false, false);

  private final boolean radial;
  private final boolean altitudes;
  private final boolean ownBandwidths;
  private final boolean volume;

  CombinationKind(boolean radial, boolean altitudes, boolean ownBandwidths, boolean volume) {
    this.radial = radial;
    this.altitudes = altitudes;
    this.ownBandwidths = ownBandwidths;
    this.volume = volume;
  }

  /** Whether the net input falls with the distance from a center. */
  public boolean radial() {
    return radial;
  }

  /** Whether there is log|a_j|. */
  public boolean altitudes() {
    return altitudes;
  }

  /** Whether each unit has a bandwidth of its own, rather than one for all. */
  public boolean ownBandwidths() {
    return ownBandwidths;
  }

  /** Whether there is f·log|b_j|. */
  public boolean volume() {
    return volume;
  }

  /** How many bandwidths there are. */
  public int bandwidths(int units) {
    return ownBandwidths ? units : 1;
  }
}
