package dev.ensayo.core.plugin;

import java.io.IOException;

/** What was asked for is done as far as it could be, and the rest has been named. */
public final class PartlyDoneException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message how much could not be done
   */
  public PartlyDoneException(String message) {
    super(message);
  }
}
