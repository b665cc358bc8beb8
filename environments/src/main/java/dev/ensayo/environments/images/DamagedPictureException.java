package dev.ensayo.environments.images;

/** A picture that cannot be read whole; the message says why and does not name the file. */
final class DamagedPictureException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedPictureException(String message) {
    super(message);
  }

  DamagedPictureException(Exception cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
