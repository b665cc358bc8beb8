package dev.ensayo.serving.versions;

/** There is no model or version of that name; the message lists what there is. */
public final class UnknownModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownModelException(String message) {
    super(message);
  }
}
