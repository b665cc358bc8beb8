package dev.ensayo.core.environment;

/** An environment gave what it may not give; the message is a clause that says what. */
public final class EnvironmentFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EnvironmentFaultException(String message) {
    super(message);
  }
}
