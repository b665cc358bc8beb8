package dev.ensayo.core.detection;

/**
 * How much of a box a detection must share to be right: intersections over union of 0.50, 0.55, …,
 * 0.95, as COCO asks for; these are its very doubles.
 */
public final class OverlapThresholds {
  /** How many there are. */
  public static final int COUNT = 10;

  /** Number of 0.5 among them. */
  public static final int HALF = 0;

  /** Number of 0.75 among them. */
  public static final int THREE_QUARTERS = 5;

  private static final double FIRST = 0.5;
  private static final double LAST = 0.95;

  /** A box that is exactly right must not fail by its last bit. */
  private static final double MOST = 1 - 1e-10;

  private OverlapThresholds() {}

  /**
   * A threshold.
   *
   * @param number in [0, {@link #COUNT})
   */
  public static double of(int number) {
    double exact = number == COUNT - 1 ? LAST : FIRST + number * ((LAST - FIRST) / (COUNT - 1));
    return Math.min(exact, MOST);
  }
}
