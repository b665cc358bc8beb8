package dev.ensayo.core.text;

import java.io.IOException;
import java.text.Normalizer;

/**
 * A text in normalization form C while it is read: what cannot be composed with what stands before
 * it ends a piece, and pieces are normalized one by one (Unicode Standard Annex 15, section 9.1:
 * concatenation).
 */
final class ComposedPoints implements CodePoints {
  /** Below it no code point ever changes or joins the one before it: the first mark. */
  private static final int FIRST_MARK = 0x300;

  /** Vowels and finals of Hangul, which join what is before them though they are letters. */
  private static final int FIRST_VOWEL = 0x1160;

  private static final int LAST_FINAL = 0x11FF;

  /** Kirat Rai: vowel signs that are letters and join (Unicode 16). */
  private static final int FIRST_KIRAT_RAI = 0x16D40;

  private static final int LAST_KIRAT_RAI = 0x16D7F;

  private static final int NOTHING = -2;

  private final CodePoints text;
  private final StringBuilder piece = new StringBuilder();
  private int[] ready = new int[0];
  private int given;
  private long changed;
  private int held = NOTHING;

  ComposedPoints(CodePoints text) {
    this.text = text;
  }

  @Override
  public int next() throws IOException {
    if (given < ready.length) {
      return ready[given++];
    }
    int first = held == NOTHING ? text.next() : held;
    if (first == END) {
      held = END;
      return END;
    }
    held = text.next();
    if (beginsPiece(held) && beginsPiece(first)) {
      return first;
    }
    compose(first);
    return ready[given++];
  }

  @Override
  public long changed() {
    return changed;
  }

  /** Makes a piece of a code point and those that may join it. */
  private void compose(int first) throws IOException {
    piece.setLength(0);
    piece.appendCodePoint(first);
    while (!beginsPiece(held)) {
      piece.appendCodePoint(held);
      held = text.next();
    }
    String composed = Normalizer.normalize(piece, Normalizer.Form.NFC);
    changed += composed.contentEquals(piece) ? 0 : 1;
    ready = composed.codePoints().toArray();
    given = 0;
  }

  /** Whether a code point stays as it is whatever is before it, as the end does. */
  static boolean beginsPiece(int point) {
    if (point < FIRST_MARK) {
      return true;
    }
    boolean joins =
        isMark(point)
            || (point >= FIRST_VOWEL && point <= LAST_FINAL)
            || (point >= FIRST_KIRAT_RAI && point <= LAST_KIRAT_RAI);
    return !joins && Normalizer.isNormalized(Character.toString(point), Normalizer.Form.NFC);
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
