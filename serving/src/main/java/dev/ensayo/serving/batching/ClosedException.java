package dev.ensayo.serving.batching;

/** The model takes no more questions. */
public final class ClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClosedException() {
    super("the model takes no more requests");
  }
}
