package dev.ensayo.sequence.text;

/**
 * How a model learns from what it reads.
 *
 * @param rate η of each step, above 0
 * @param decay λ: the share of the way back to the trained parameters after each step, in [0, 1)
 * @param segment T: tokens a step is taken on, at least 1
 */
public record Adaptation(double rate, double decay, int segment) {}
