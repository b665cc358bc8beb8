package dev.ensayo.core.config;

import com.google.common.base.CharMatcher;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names that look the same on a screen and are not: é as one code point or as an e with an accent
 * behind it, a Cyrillic а among Latin letters, a blank that does not break. A message about one
 * names the code points, for the spellings alone would say that a word is not itself.
 */
public final class LookAlikes {
  /** Cyrillic and Greek letters, and dashes and quotes, above what they look like. */
  private static final String FOREIGN = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο‐‑–—−’‘“”";

  private static final String LATIN = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo-----''\"\"";

  private static final int FIRST_SELECTOR = 0xFE00;
  private static final int LAST_SELECTOR = 0xFE0F;

  private LookAlikes() {}

  /** The first known name that looks like the given one and is another. */
  public static Optional<String> of(String given, Collection<String> known) {
    String look = look(given);
    return known.stream()
        .filter(name -> !name.equals(given) && look(name).equals(look))
        .findFirst();
  }

  /**
   * The code points in which two names that look alike differ, such as {@code U+00E9 where this has
   * U+0065 U+0301}; empty where they do not look alike, or do not differ.
   *
   * @param other the one that is there
   * @param given the one that was asked for
   */
  public static Optional<String> difference(String other, String given) {
    if (other.equals(given) || !look(other).equals(look(given))) {
      return Optional.empty();
    }
    int[] there = other.codePoints().toArray();
    int[] here = given.codePoints().toArray();
    int start = 0;
    while (start < Math.min(there.length, here.length) && there[start] == here[start]) {
      start++;
    }
    int end = 0;
    while (end < Math.min(there.length, here.length) - start
        && there[there.length - 1 - end] == here[here.length - 1 - end]) {
      end++;
    }
    return Optional.of(
        points(there, start, there.length - end)
            + " where this has "
            + points(here, start, here.length - end));
  }

  private static String points(int[] points, int from, int to) {
    return from == to
        ? "nothing"
        : Arrays.stream(points, from, to)
            .mapToObj(point -> String.format("U+%04X", point))
            .collect(Collectors.joining(" "));
  }

  /** What is the same for names that look the same. */
  private static String look(String name) {
    if (CharMatcher.ascii().matchesAllOf(name)) {
      return name;
    }
    StringBuilder look = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .codePoints()
        .filter(point -> !isInvisible(point))
        .map(LookAlikes::latin)
        .forEach(look::appendCodePoint);
    return look.toString();
  }

  private static boolean isInvisible(int point) {
    return Character.getType(point) == Character.FORMAT
        || (point >= FIRST_SELECTOR && point <= LAST_SELECTOR);
  }

  private static int latin(int point) {
    int at = FOREIGN.indexOf(point);
    return at < 0 ? point : LATIN.charAt(at);
  }
}
