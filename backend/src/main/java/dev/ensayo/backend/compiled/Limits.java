package dev.ensayo.backend.compiled;

import java.util.OptionalDouble;

/**
 * What limits a plan: how large what it is given and what it finds may be, and what is tied.
 *
 * @param rows the most rows of a batch
 * @param gradientNorm limit on the L2 norm of the gradient over all parameters
 * @param tied which of its matrices are one
 */
public record Limits(int rows, OptionalDouble gradientNorm, TiedMatrices tied) {
  /** Of a network whose matrices are its own. */
  public Limits(int rows, OptionalDouble gradientNorm) {
    this(rows, gradientNorm, TiedMatrices.NONE);
  }
}
