package dev.ensayo.serving.batching;

/** The time that a question gave is over. */
public final class DeadlineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeadlineException() {
    super("the deadline of the request passed before it was answered");
  }
}
