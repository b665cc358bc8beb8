package dev.ensayo.core.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the text of a file begins and ends, in bytes of its content.
 *
 * <p>A book of Project Gutenberg has a line such as {@code *** START OF THE PROJECT GUTENBERG EBOOK
 * DON QUIJOTE ***} before it and one with {@code END} behind it. Line ends next to them do not
 * belong to the text, nor does a line {@code End of (the) Project Gutenberg's …} that older books
 * have before the second.
 *
 * @param start first byte of the text
 * @param end byte behind the last; {@link Long#MAX_VALUE} for the end of the file
 */
record GutenbergFrame(long start, long end) {
  /** All of a file. */
  static final GutenbergFrame NONE = new GutenbergFrame(0, Long.MAX_VALUE);

  private static final long HEADER_BYTES = 1 << 17;
  private static final int LINE_BYTES = 200;
  private static final Pattern START =
      Pattern.compile("\\*\\*\\* ?START OF (THIS|THE) PROJECT GUTENBERG.*");
  private static final Pattern END =
      Pattern.compile(
          "\\*\\*\\* ?END OF (THIS|THE) PROJECT GUTENBERG.*|END OF (THE )?PROJECT GUTENBERG.*");

  /**
   * Looks for the two lines.
   *
   * @return {@link #NONE} if the first is not near the beginning
   */
  static GutenbergFrame of(TextSource source) throws IOException {
    try (InputStream content = new BufferedInputStream(source.open(), 1 << 16)) {
      return new Search(content).frame();
    }
  }

  /** Reads lines and knows where each begins; of long ones only the beginning is kept. */
  private static final class Search {
    private final InputStream content;
    private final byte[] line = new byte[LINE_BYTES];
    private int length;
    private long position;
    private long start = -1;
    private long lastInk;

    Search(InputStream content) {
      this.content = content;
    }

    GutenbergFrame frame() throws IOException {
      int value;
      do {
        value = content.read();
        position++;
        if (value == '\n' || value < 0) {
          if (start < 0 && matches(START)) {
            start = position;
            lastInk = start;
          } else if (start >= 0 && matches(END)) {
            return new GutenbergFrame(start, lastInk);
          } else if (start < 0 && position > HEADER_BYTES) {
            return NONE;
          }
          lastInk = length > 0 && lineHasInk() ? position : lastInk;
          length = 0;
        } else if (length < LINE_BYTES) {
          line[length++] = (byte) value;
        }
      } while (value >= 0);
      return start < 0 ? NONE : new GutenbergFrame(start, Long.MAX_VALUE);
    }

    private boolean matches(Pattern pattern) {
      if (length == 0 || (line[0] != '*' && line[0] != 'E')) {
        return false;
      }
      String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
      return pattern.matcher(text.strip().toUpperCase(Locale.ROOT)).matches();
    }

    private boolean lineHasInk() {
      for (int i = 0; i < length; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
          return true;
        }
      }
      return false;
    }
  }
}
