package dev.ensayo.serving.protocol;

/** A request that cannot be answered as it is; the message, a line, says why. */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadRequestException(String message) {
    super(message);
  }
}
