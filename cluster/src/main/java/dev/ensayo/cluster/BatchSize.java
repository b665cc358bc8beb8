package dev.ensayo.cluster;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many runs one task takes: as many as take a second by the slowest of the latest, for what the
 * driver does for a task takes longer than a very short run. One that others of the study do not
 * resemble is no matter: after {@link BatchTask#MOST_SECONDS} a task gives back what it has not
 * begun.
 */
final class BatchSize {
  static final int MOST = 32;

  private static final int LATEST = 16;
  private static final double SECONDS = 1;

  private final Queue<Double> latest = new ArrayDeque<>();

  /**
   * A run has ended.
   *
   * @param seconds that an executor was at it
   */
  synchronized void ended(double seconds) {
    latest.add(seconds);
    if (latest.size() > LATEST) {
      latest.remove();
    }
  }

  /** One until it is known how long runs take. */
  synchronized int now() {
    if (latest.size() < LATEST) {
      return 1;
    }
    double slowest = latest.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return (int) Math.max(1, Math.min(MOST, Math.floor(SECONDS / slowest)));
  }
}
