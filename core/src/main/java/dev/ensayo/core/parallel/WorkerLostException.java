package dev.ensayo.core.parallel;

/** A worker is gone; the run can go on from its last checkpoint with others. */
public final class WorkerLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkerLostException(String message) {
    super(message);
  }

  public WorkerLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
