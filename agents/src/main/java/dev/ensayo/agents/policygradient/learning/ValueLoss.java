package dev.ensayo.agents.policygradient.learning;

import java.util.OptionalDouble;

/**
 * ½·(V − R)², or, with a range c, ½·max((V − R)², (V_old + clip(V − V_old, ±c) − R)²), as the first
 * program of PPO has it (Huang et al., "The 37 implementation details of proximal policy
 * optimization", 2022, detail 9).
 */
final class ValueLoss {
  private final boolean clipped;
  private final double range;

  /**
   * @param range c, if values are clipped
   */
  ValueLoss(OptionalDouble range) {
    this.clipped = range.isPresent();
    this.range = range.orElse(0);
  }

  /**
   * @param value V
   * @param old V when the action was drawn
   * @param target R
   */
  double loss(double value, double old, double target) {
    double free = (value - target) * (value - target);
    if (!clipped) {
      return free / 2;
    }
    double near = near(value, old) - target;
    return Math.max(free, near * near) / 2;
  }

  /** Its derivative with regard to V. */
  double slope(double value, double old, double target) {
    double free = value - target;
    if (!clipped || Math.abs(value - old) <= range) {
      return free;
    }
    double near = near(value, old) - target;
    return free * free >= near * near ? free : 0;
  }

  private double near(double value, double old) {
    return old + Math.max(-range, Math.min(range, value - old));
  }
}
