package dev.ensayo.core.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that should be text in UTF-8. */
public interface TextSource {
  /** How messages call it. */
  String place();

  /**
   * The content, unpacked.
   *
   * @throws IOException if it cannot be read
   */
  InputStream open() throws IOException;

  /** What stands on a command line, such as a prompt. */
  static TextSource of(String place, String text) {
    return new TextSource() {
      @Override
      public String place() {
        return place;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** What comes from another program. */
  static TextSource standardInput() {
    return new TextSource() {
      @Override
      public String place() {
        return "the standard input";
      }

      @Override
      public InputStream open() throws IOException {
        return PackedText.unpacked(this, System.in, false);
      }
    };
  }
}
