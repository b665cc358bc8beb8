package dev.ensayo.results.outcome;

/**
 * How right the answers to one group were.
 *
 * @param name of the group
 * @param count how many answers are known to be right or wrong
 * @param score share of right classes, in [0, 1]; of numbers the mean absolute error, in their unit
 * @param low end of the 95 % interval of the score
 * @param high end of it
 * @param p of a test against all others (Fisher's of classes, Welch's of numbers); 1 where it could
 *     not be made
 * @param adjusted the p-value corrected for the number of groups (Holm)
 * @param isWorse whether the group is served worse than the others, by the corrected p-value
 */
public record GroupScore(
    String name,
    long count,
    double score,
    double low,
    double high,
    double p,
    double adjusted,
    boolean isWorse) {
  /** The chance that any group is called worse where none is. */
  public static final double LEVEL = 0.05;
}
