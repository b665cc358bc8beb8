package dev.ensayo.results.statistics;

/** Whether values of a setting are thought of as ratios. */
public final class LogScale {
  private static final double DECADE = 10;

  private LogScale() {}

  /**
   * Whether the values are positive and span a decade or more.
   *
   * @param low the smallest
   * @param high the largest
   */
  public static boolean suits(double low, double high) {
    return low > 0 && high >= DECADE * low;
  }
}
