package dev.ensayo.core.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads texts one after another as code points, strictly as UTF-8.
 *
 * <p>A byte-order mark at the beginning of one is dropped, every kind of line end is {@code \n},
 * and one that does not end with one gets one if another follows.
 */
public final class CodePointReader implements Closeable {
  /** What {@link #next} returns at the end. */
  public static final int END = CodePoints.END;

  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int NOTHING = -2;

  private final List<? extends TextSource> sources;
  private final CodePoints normal;
  private final CodePoints formed;
  private final boolean stripGutenberg;
  private final byte[] buffer = new byte[1 << 16];
  private int filled;
  private int cursor;
  private InputStream content;
  private int file = -1;
  private GutenbergFrame frame = GutenbergFrame.NONE;

  /** Bytes of the file that were taken from the buffer. */
  private long position;

  private long line;
  private int peeked = NOTHING;
  private int last = '\n';

  /**
   * @param sources what is read
   * @param form that the text gets
   * @param stripGutenberg whether Project Gutenberg's header and licence are left out; then each
   *     source is opened twice
   */
  public CodePointReader(
      List<? extends TextSource> sources, TextForm form, boolean stripGutenberg) {
    this.sources = sources;
    this.normal = form.normalization().over(this::nextAsItIs);
    this.formed = form.over(normal);
    this.stripGutenberg = stripGutenberg;
  }

  /**
   * The next code point, or {@link #END}.
   *
   * @throws BrokenTextException if the text is not UTF-8 there
   */
  public int next() throws IOException {
    return formed.next();
  }

  /** How many letters so far were written in another way than the form has them. */
  public long changed() {
    return normal.changed();
  }

  private int nextAsItIs() throws IOException {
    int point = content == null ? END : normal();
    while (point == END && file + 1 < sources.size()) {
      openNext();
      if (last != '\n') {
        last = '\n';
        return '\n';
      }
      point = normal();
    }
    last = point == END ? last : point;
    return point;
  }

  private void openNext() throws IOException {
    close();
    file++;
    frame = stripGutenberg ? GutenbergFrame.of(sources.get(file)) : GutenbergFrame.NONE;
    content = sources.get(file).open();
    filled = 0;
    cursor = 0;
    position = 0;
    line = 1;
    peeked = NOTHING;
    while (position < frame.start() && readByte() >= 0) {
      line += buffer[cursor - 1] == '\n' ? 1 : 0;
    }
    peeked = decode();
    if (peeked == BYTE_ORDER_MARK) {
      peeked = NOTHING;
    }
    while (frame.start() > 0 && (peeked == '\n' || peeked == '\r')) {
      line += peeked == '\n' ? 1 : 0;
      peeked = decode();
    }
  }

  /** One code point with line ends made equal. */
  private int normal() throws IOException {
    int point = take();
    if (point == '\r') {
      int after = take();
      if (after != '\n') {
        peeked = after;
      }
      point = '\n';
    }
    line += point == '\n' ? 1 : 0;
    return point;
  }

  private int take() throws IOException {
    int point = peeked == NOTHING ? decode() : peeked;
    peeked = NOTHING;
    return point;
  }

  private int readByte() throws IOException {
    if (cursor == filled) {
      fill();
      if (filled <= 0) {
        return END;
      }
    }
    position++;
    return buffer[cursor++] & 0xFF;
  }

  private void fill() throws IOException {
    filled = Math.max(content.read(buffer), 0);
    cursor = 0;
  }

  /** RFC 3629, section 4: no overlong forms, no surrogates, nothing above U+10FFFF. */
  private int decode() throws IOException {
    if (position >= frame.end()) {
      return END;
    }
    int first = readByte();
    if (first < 0x80) {
      return first;
    }
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4) {
      throw broken(first);
    }
    int point = first & (0x3F >> more);
    for (int i = 0; i < more; i++) {
      int value = readByte();
      boolean low = i == 0 && ((first == 0xE0 && value < 0xA0) || (first == 0xF0 && value < 0x90));
      boolean high = i == 0 && ((first == 0xED && value > 0x9F) || (first == 0xF4 && value > 0x8F));
      if (value < 0x80 || value > 0xBF || low || high) {
        position -= value < 0 ? 0 : 1;
        position -= i;
        throw broken(first);
      }
      point = (point << 6) | (value & 0x3F);
    }
    return point;
  }

  private BrokenTextException broken(int value) {
    return BrokenTextException.notUtf8(sources.get(file), position, line, value);
  }

  /**
   * All of a text, as it is.
   *
   * @throws BrokenTextException if it is not UTF-8
   */
  public static String read(TextSource source) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CodePointReader points = new CodePointReader(List.of(source), TextForm.AS_IT_IS, false)) {
      for (int point = points.next(); point != END; point = points.next()) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
      content = null;
    }
  }
}
