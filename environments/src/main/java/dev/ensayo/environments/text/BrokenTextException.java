package dev.ensayo.environments.text;

import java.io.IOException;

/** A file is not UTF-8. */
final class BrokenTextException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenTextException(TextFile file, long position, long line, int value) {
    super(
        String.format(
            "%s is not UTF-8: byte %d (counted from 1), in line %d, is 0x%02X; save the text as"
                + " UTF-8",
            file.path(), position, line, value));
  }
}
