package dev.ensayo.experiments.launch;

/** Runs cannot be made as was asked for; the message is one line that says what to do. */
public final class LauncherException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LauncherException(String message) {
    super(message);
  }

  public LauncherException(String message, Throwable cause) {
    super(message, cause);
  }
}
