package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;

/**
 * Where a function of one number levels off, found by asking it far out: so it needs no list that
 * must be kept.
 */
public final class FunctionLimits {
  /** How near a limit counts as saturated, as a share of the range between both. */
  private static final double NEAR = 0.025;

  private static final float FAR = 1e6f;
  private static final double SAME = 1e-4;

  /** A function that is not flat, such as tanh, has not yet reached its limit here, in float. */
  private static final float AT_HAND = 5f;

  private final double low;
  private final double high;
  private final boolean flatLow;
  private final boolean flatHigh;

  private FunctionLimits(double low, double high, boolean flatLow, boolean flatHigh) {
    this.low = low;
    this.high = high;
    this.flatLow = flatLow;
    this.flatHigh = flatHigh;
  }

  /**
   * The limits of a function.
   *
   * @param function one that mixes the units has none
   */
  public static FunctionLimits of(ActivationFunction function) {
    if (!(function instanceof ElementwiseFunction elementwise)) {
      return new FunctionLimits(Double.NaN, Double.NaN, false, false);
    }
    float[] y = {-FAR, -FAR / 10, -AT_HAND - 1, AT_HAND + 1, FAR / 10, FAR};
    elementwise.forward(y, y.length);
    double low = limit(y[0], y[1]);
    double high = limit(y[5], y[4]);
    // One value on both sides bounds no range, as of 1/x.
    return Math.abs(low - high) < SAME
        ? new FunctionLimits(Double.NaN, Double.NaN, false, false)
        : new FunctionLimits(low, high, y[2] == low, y[3] == high);
  }

  /** NaN where there is none; what has overflowed is none. */
  private static double limit(double far, double nearer) {
    return Math.abs(far - nearer) < SAME && Math.abs(far) < FAR ? far : Double.NaN;
  }

  /** Whether it has a limit on either side. */
  public boolean isBounded() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** Whether an output is near one of two limits. */
  public boolean isNear(double output) {
    double margin = NEAR * Math.abs(high - low); // NaN is near nothing
    return Math.abs(output - low) <= margin || Math.abs(output - high) <= margin;
  }

  /** Whether it reaches a limit and has no slope from there on. */
  public boolean isFlat() {
    return flatLow || flatHigh;
  }

  /** Whether an output is a limit that the function reaches. */
  public boolean isFlatAt(double output) {
    return (flatLow && output == low) || (flatHigh && output == high);
  }
}
