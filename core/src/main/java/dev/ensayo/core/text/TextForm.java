package dev.ensayo.core.text;

import dev.ensayo.core.config.Settings;
import java.util.Locale;

/**
 * What becomes of a text before it is cut into tokens. Whatever is looked up later, such as a
 * prompt, takes the form of what was learned from.
 *
 * <p>A text is normalized, its letters are made small one by one, and what that makes is normalized
 * again: only then do two ways to write the same letters always end up as one.
 *
 * @param lowerCase whether all letters are made small
 * @param normalization of code points that can be written in more than one way
 */
public record TextForm(boolean lowerCase, Normalization normalization) {
  /** A text as it is. */
  public static final TextForm AS_IT_IS = new TextForm(false, Normalization.NONE);

  /**
   * A form as files have it.
   *
   * @param normalization its name in small letters, as {@link #normalizationName} gives it; null in
   *     files of before texts were normalized, which were not
   * @throws IllegalArgumentException for another name
   */
  public static TextForm named(boolean lowerCase, String normalization) {
    return new TextForm(
        lowerCase,
        normalization == null
            ? Normalization.NONE
            : Normalization.valueOf(normalization.toUpperCase(Locale.ROOT)));
  }

  /** What files call the normalization. */
  public String normalizationName() {
    return Settings.label(normalization);
  }

  /** A text in that form. */
  public String of(String text) {
    String normal = normalization.of(text);
    return lowerCase ? normalization.of(small(normal)) : normal;
  }

  private static String small(String text) {
    int[] points = text.codePoints().map(Character::toLowerCase).toArray();
    return new String(points, 0, points.length);
  }

  /**
   * The same of one that is read point by point.
   *
   * @param normal the text, normalized
   */
  CodePoints over(CodePoints normal) {
    return lowerCase ? normalization.over(() -> small(normal.next())) : normal;
  }

  private static int small(int point) {
    return point == CodePoints.END ? point : Character.toLowerCase(point);
  }
}
