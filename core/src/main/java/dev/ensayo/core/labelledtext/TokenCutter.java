package dev.ensayo.core.labelledtext;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.text.Normalization;
import dev.ensayo.core.text.TextForm;

/**
 * Cuts a text into words or characters.
 *
 * <p>Of characters, white space is one blank each, however much there is of it, and none at the
 * ends. Of words, white space divides; where signs are apart, a word is a run of letters, marks and
 * digits, with an apostrophe or hyphen between two of them, and every other sign is a word of its
 * own.
 */
public final class TokenCutter {
  private static final TextForm COMPOSED = new TextForm(false, Normalization.NFC);
  private static final TextForm SMALL = new TextForm(true, Normalization.NFC);

  private final boolean words;
  private final boolean signsApart;

  /**
   * @param words whether a token is a word, otherwise a character
   * @param signsApart whether signs are words of their own
   */
  public TokenCutter(boolean words, boolean signsApart) {
    this.words = words;
    this.signsApart = signsApart;
  }

  /**
   * The tokens in order, as they are written but for accents, which are composed with their
   * letters; none of a text without any.
   */
  public ImmutableList<String> cut(String text) {
    int[] points = COMPOSED.of(text).codePoints().toArray();
    return words ? words(points) : characters(points);
  }

  /**
   * How a token is looked up, however its accents are written.
   *
   * @param lowerCase whether its letters are made small
   */
  static String looked(String token, boolean lowerCase) {
    return (lowerCase ? SMALL : COMPOSED).of(token);
  }

  /** Whether a text has a token, whatever that is. */
  public static boolean hasToken(String text) {
    return text.codePoints().anyMatch(point -> !isBlank(point));
  }

  private static ImmutableList<String> characters(int[] points) {
    ImmutableList.Builder<String> tokens = ImmutableList.builder();
    boolean blank = false;
    boolean any = false;
    for (int point : points) {
      if (isBlank(point)) {
        blank = any;
      } else {
        if (blank) {
          tokens.add(" ");
        }
        tokens.add(Character.toString(point));
        blank = false;
        any = true;
      }
    }
    return tokens.build();
  }

  private ImmutableList<String> words(int[] points) {
    ImmutableList.Builder<String> tokens = ImmutableList.builder();
    int at = 0;
    while (at < points.length) {
      int end = at + 1;
      if (!isBlank(points[at])) {
        while (end < points.length && goesOn(points, end)) {
          end++;
        }
        tokens.add(new String(points, at, end - at));
      }
      at = end;
    }
    return tokens.build();
  }

  /** Whether the point belongs to the word of the one before it. */
  private boolean goesOn(int[] points, int at) {
    if (!signsApart) {
      return !isBlank(points[at]);
    }
    boolean afterLetter = isWordLetter(points[at - 1]);
    return isWordLetter(points[at])
        ? afterLetter || (at >= 2 && joins(points[at - 1]) && isWordLetter(points[at - 2]))
        : joins(points[at])
            && afterLetter
            && at + 1 < points.length
            && isWordLetter(points[at + 1]);
  }

  private static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0xFEFF;
  }

  private static boolean isWordLetter(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean joins(int point) {
    return point == '\'' || point == '’' || point == '-';
  }
}
