package dev.ensayo.results.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a language writes numbers in digits.
 *
 * @param decimalSign between whole and fraction
 * @param groupSign between groups of three digits
 * @param fewestGrouped numbers of fewer whole digits have no groups
 * @param thousands what follows a number of thousands on an axis, where room is scarce
 * @param millions what follows a number of millions there
 * @param billions what follows a number of thousand millions there
 */
public record NumberStyle(
    String decimalSign,
    String groupSign,
    int fewestGrouped,
    String thousands,
    String millions,
    String billions) {
  /** 1,234.5 and 12,345; 50k, 2M and 3G. */
  public static final NumberStyle ENGLISH = new NumberStyle(".", ",", 4, "k", "M", "G");

  /**
   * 1234,5 and 12 345, with a narrow space that no line breaks at; 50 mil, 2 M and 3 mil M:
   * "Ortografía de la lengua española", Real Academia Española, 2010, chapter VIII, 2.1.1.
   */
  public static final NumberStyle SPANISH =
      new NumberStyle(",", "\u202f", 5, "\u00a0mil", "\u00a0M", "\u00a0mil\u00a0M");

  private static final Pattern NUMBER =
      Pattern.compile("(?<whole>\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(?<fraction>\\d+))?");

  /**
   * A text with the numbers in it written in this style.
   *
   * @param english numbers in the English style, with groups or without; what stands around them
   *     stays
   */
  public String write(String english) {
    if (equals(ENGLISH)) {
      return english;
    }
    Matcher numbers = NUMBER.matcher(english);
    return numbers.replaceAll(
        number -> {
          boolean isGrouped = number.group(1).contains(",");
          String whole = number.group(1).replace(",", "");
          String fraction = number.group(2);
          return Matcher.quoteReplacement(
              (isGrouped ? grouped(whole) : whole)
                  + (fraction == null ? "" : decimalSign + fraction));
        });
  }

  /** A whole number in digits, with groups where this style has them. */
  private String grouped(String digits) {
    return digits.length() < fewestGrouped
        ? digits
        : digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", Matcher.quoteReplacement(groupSign));
  }
}
