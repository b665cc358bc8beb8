package dev.ensayo.environments.text;

import com.google.common.base.CharMatcher;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.text.CodePointReader;
import java.io.IOException;

/**
 * Cuts a text into words and line ends and knows the position of each, counted in tokens of the
 * text's unit: characters (of pieces of words too), bytes, or words without line ends. A word
 * belongs to the part in which it starts, a line end to the part of the word before it.
 */
final class TokenScanner implements WordReader {
  private static final CharMatcher WHITE = CharMatcher.whitespace();
  private static final int NOTHING = -2;

  private final CodePointReader points;
  private final TokenUnit unit;
  private final long start;
  private final long end;
  private final StringBuilder word = new StringBuilder();
  private int held = NOTHING;
  private long position;
  private boolean afterLineEnd = true;
  private boolean startsLine;

  /**
   * @param start position of the first token that is wanted
   * @param end position behind the last
   */
  TokenScanner(CodePointReader points, TokenUnit unit, long start, long end) {
    this.points = points;
    this.unit = unit;
    this.start = start;
    this.end = end;
  }

  @Override
  public boolean next() throws IOException {
    boolean found = nextOrLineEnd();
    while (found && word.length() == 0) {
      found = nextOrLineEnd();
    }
    return found;
  }

  /** Moves to the next word or, {@link #word} is then empty, line end; false at the end. */
  boolean nextOrLineEnd() throws IOException {
    while (true) {
      word.setLength(0);
      int point = take();
      if (point == CodePointReader.END) {
        return false;
      }
      if (point == '\n') {
        long at = unit == TokenUnit.WORD ? Math.max(position - 1, 0) : position;
        pass(point);
        afterLineEnd = true;
        if (at >= end) {
          return false;
        }
        if (at >= start) {
          return true;
        }
      } else if (isWhite(point)) {
        pass(point);
      } else {
        if (position >= end) {
          return false;
        }
        if (readWord(point)) {
          return true;
        }
      }
    }
  }

  /** Whether the word that begins here is wanted. */
  private boolean readWord(int first) throws IOException {
    long at = position;
    int point = first;
    while (point >= 0 && !isWhite(point)) {
      word.appendCodePoint(point);
      pass(point);
      point = points.next();
    }
    held = point;
    position += unit == TokenUnit.WORD ? 1 : 0;
    startsLine = afterLineEnd;
    afterLineEnd = false;
    return at >= start;
  }

  private int take() throws IOException {
    int point = held == NOTHING ? points.next() : held;
    held = NOTHING;
    return point;
  }

  private void pass(int point) {
    position += width(unit, point);
  }

  /** How many characters or bytes a code point is; words are not counted here. */
  static int width(TokenUnit unit, int point) {
    return switch (unit) {
      case CHARACTER, SUBWORD -> 1;
      case BYTE -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      case WORD -> 0;
    };
  }

  static boolean isWhite(int point) {
    return point < Character.MIN_SUPPLEMENTARY_CODE_POINT && WHITE.matches((char) point);
  }

  /** Tokens so far. */
  long position() {
    return position;
  }

  /** How many letters so far were written in another way than the text's form has them. */
  long changed() {
    return points.changed();
  }

  @Override
  public String word() {
    return word.toString();
  }

  @Override
  public boolean startsLine() {
    return startsLine;
  }

  @Override
  public void close() throws IOException {
    points.close();
  }
}
