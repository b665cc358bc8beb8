package dev.ensayo.core.study;

/** What lies in a study's folder is not of the study that shall be run there; nothing was done. */
public final class NotContinuableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotContinuableException(String message) {
    super(message);
  }
}
