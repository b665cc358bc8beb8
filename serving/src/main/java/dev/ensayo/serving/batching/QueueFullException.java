package dev.ensayo.serving.batching;

/** As many questions wait as may. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param waiting how many wait
   */
  public QueueFullException(int waiting) {
    // Where there are too many requests, a stack trace for each would make it worse.
    super(waiting + " requests are waiting already; try again later", null, false, false);
  }
}
