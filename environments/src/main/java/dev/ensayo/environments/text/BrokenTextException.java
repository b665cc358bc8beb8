package dev.ensayo.environments.text;

import java.io.IOException;
import java.util.Objects;

/** A file is not what it should be: UTF-8, or packed with gzip. */
final class BrokenTextException extends IOException {
  private static final long serialVersionUID = 1L;

  private BrokenTextException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @param position of the first byte that is wrong, counted from 1
   * @param value that byte
   */
  static BrokenTextException notUtf8(TextFile file, long position, long line, int value) {
    return new BrokenTextException(
        String.format(
            "%s is not UTF-8: byte %d (counted from 1), in line %d, is 0x%02X; save the text as"
                + " UTF-8",
            file.path(), position, line, value),
        null);
  }

  static BrokenTextException notPacked(TextFile file, IOException cause) {
    return new BrokenTextException(
        file.path()
            + " cannot be unpacked, it is cut short or damaged: "
            + Objects.requireNonNullElse(cause.getMessage(), "it ends early"),
        cause);
  }
}
