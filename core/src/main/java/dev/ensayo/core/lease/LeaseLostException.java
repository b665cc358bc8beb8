package dev.ensayo.core.lease;

import java.io.IOException;

/** Another process has taken over: whoever gets this stops and leaves the folder alone. */
public final class LeaseLostException extends IOException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String message) {
    super(message);
  }
}
