package dev.ensayo.core.training;

/** Learning broke down; the message says at which step, with which numbers, and what to look at. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingFailedException(String message) {
    super(message);
  }
}
