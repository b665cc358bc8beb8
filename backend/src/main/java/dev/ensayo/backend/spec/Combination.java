package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;

/**
 * How a unit makes one number, its net input, of all that enter it: x_i is input i of f, w_ij the
 * weight from it to unit j or the center of unit j along it, b_j the bias or bandwidth of unit j
 * and b that of all units, a_j the altitude of unit j. Names and meanings are those of SAS's
 * procedure NEURAL, section "Combination functions"; {@code docs/adr/0043} has what was found of
 * their formulas.
 *
 * <p>A radial net input is greatest at the center, and with {@link Activation#EXPONENTIAL} the unit
 * is a bell over its inputs. Bandwidths are 1/(√2·σ) of that bell: the larger, the narrower.
 */
public enum Combination {
  /** b_j + Σ w_ij x_i. */
  LINEAR,
  /** Σ x_i. */
  ADDITIVE,
  /** b_j + Σ w_i x_i. */
  EQUAL_SLOPES,
  /** log|a_j| + f·log|b_j| − b_j² Σ (w_ij − x_i)²: heights and widths differ. */
  XRADIAL,
  /** −b_j² Σ (w_ij − x_i)²: equal heights. */
  EHRADIAL,
  /** f·log|b_j| − b_j² Σ (w_ij − x_i)²: equal volumes. */
  EVRADIAL,
  /** log|a_j| − b² Σ (w_ij − x_i)²: equal widths. */
  EWRADIAL,
  /** −b² Σ (w_ij − x_i)²: equal heights and widths. */
  EQRADIAL;

  /** What settings say of it. */
  public static final String MEANING =
      "how a unit makes one number of its inputs; zips with any but linear need ensayo-layers";

  /** What settings say of the bandwidth. */
  public static final String BANDWIDTH =
      "where bandwidths of radial units start; 1/√inputs if absent";

  /** Whether units have centers. */
  public boolean radial() {
    return switch (this) {
      case LINEAR, ADDITIVE, EQUAL_SLOPES -> false;
      case XRADIAL, EHRADIAL, EVRADIAL, EWRADIAL, EQRADIAL -> true;
    };
  }

  /**
   * Refuses a function that is 0 wherever the units begin, so that nothing would ever be learned.
   *
   * @throws InvalidSettingException if these units could not learn with it
   */
  public void checkActivation(Activation activation) {
    if (!radial()) {
      return;
    }
    switch (activation) {
      case RELU, RELU6, THRESHOLDED_RELU, RECTIFIED_TANH ->
          throw new InvalidSettingException(
              "activation",
              Settings.label(activation)
                  + " is 0 of the net inputs of "
                  + Settings.label(this)
                  + " units, which start below 0; take exponential, gauss or softmax");
      default -> {}
    }
  }

  /**
   * Refuses a bandwidth where there is none.
   *
   * @throws InvalidSettingException if one is given to units that are not radial
   */
  public void checkBandwidth(OptionalDouble bandwidth) {
    if (bandwidth.isPresent() && !radial()) {
      throw new InvalidSettingException(
          "bandwidth",
          "belongs to radial units, not to " + Settings.label(this) + " ones; set combination");
    }
  }
}
