package dev.ensayo.serving.batching;

/** As many questions wait as may. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueueFullException(int waiting) {
    super(waiting + " requests are waiting already; try again later");
  }
}
