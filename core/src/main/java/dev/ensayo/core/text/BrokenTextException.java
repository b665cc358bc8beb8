package dev.ensayo.core.text;

import java.io.IOException;
import java.util.Objects;

/** A file is not what it should be: UTF-8, or packed with gzip. */
public final class BrokenTextException extends IOException {
  private static final long serialVersionUID = 1L;

  private BrokenTextException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @param position of the first byte that is wrong, counted from 1
   * @param value that byte
   */
  static BrokenTextException notUtf8(TextSource source, long position, long line, int value) {
    return new BrokenTextException(
        String.format(
            "%s is not UTF-8: byte %d (counted from 1), in line %d, is 0x%02X; save the text as"
                + " UTF-8",
            source.place(), position, line, value),
        null);
  }

  static BrokenTextException notPacked(TextSource source, IOException cause) {
    return new BrokenTextException(
        source.place()
            + " cannot be unpacked, it is cut short or damaged: "
            + Objects.requireNonNullElse(cause.getMessage(), "it ends early"),
        cause);
  }
}
