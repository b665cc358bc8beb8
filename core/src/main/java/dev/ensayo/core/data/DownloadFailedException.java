package dev.ensayo.core.data;

import java.io.IOException;

/** A file of a data set could not be downloaded; the message says why and how to go on. */
public final class DownloadFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  DownloadFailedException(String message) {
    super(message);
  }

  DownloadFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
