package dev.ensayo.backend.compiled;

import java.util.OptionalDouble;

/**
 * How large what a plan is given and what it finds may be.
 *
 * @param rows the most rows of a batch
 * @param gradientNorm limit on the L2 norm of the gradient over all parameters
 */
public record Limits(int rows, OptionalDouble gradientNorm) {}
