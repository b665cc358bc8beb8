package dev.ensayo.core.parallel;

/** A worker could not do what it was told; doing it again would come to the same. */
public final class WorkerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: which worker, and what was wrong
   */
  public WorkerFailedException(String message) {
    super(message);
  }

  public WorkerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
