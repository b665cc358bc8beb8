package dev.ensayo.results.outcome;

/**
 * Answers of about the same confidence.
 *
 * @param count how many
 * @param confidence their mean probability of the class that was told, in [0, 1]
 * @param accuracy share of right ones, in [0, 1]
 */
public record CalibrationBin(long count, double confidence, double accuracy) {}
