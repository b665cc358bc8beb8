package dev.ensayo.core.preprocessing;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the cells of a table are written, in training and in use.
 *
 * @param missing what stands for a missing value; the empty text is one of them where nothing does
 * @param decimal what stands before the fraction of a number: a point or a comma
 * @param badNumbersAreGaps whether what is no number, in a column of numbers, is a gap; otherwise
 *     it is an error
 */
public record CellFormat(List<String> missing, String decimal, boolean badNumbersAreGaps) {
  /** A point, and nothing for what is missing. */
  public static final CellFormat PLAIN = new CellFormat(ImmutableList.of(""), ".", false);

  public CellFormat {
    missing = ImmutableList.copyOf(missing);
  }

  /** Java would take more for numbers: NaN, Infinity, 1d, 0x1p3. */
  private static final CharMatcher OF_NUMBERS = CharMatcher.anyOf("0123456789+-.eE");

  private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d*");

  /** The same with a comma for a point, or a point for a comma. */
  public CellFormat withOtherDecimal() {
    return new CellFormat(missing, decimal.equals(".") ? "," : ".", badNumbersAreGaps);
  }

  /** Whether a cell, without the blanks around it, is a gap. */
  public boolean isMissing(String cell) {
    return missing.contains(cell);
  }

  /** The number that a cell holds; NaN if it holds none that is finite. */
  public double number(String cell) {
    String plain = plain(cell);
    if (!OF_NUMBERS.matchesAllOf(plain)) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(plain);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** With a point; a cell that has one already, and should not, is spoilt. */
  private String plain(String cell) {
    if (decimal.equals(".")) {
      return cell;
    }
    return cell.indexOf('.') >= 0 ? "" : cell.replace(decimal, ".");
  }

  /**
   * What two spellings of one category have in common: 1, 1.0 and 1.00 are one; 1 and 01 are two.
   */
  public String category(String cell) {
    String plain = plain(cell);
    if (!FRACTION.matcher(plain).matches()) {
      return cell;
    }
    int end = plain.length();
    while (plain.charAt(end - 1) == '0') {
      end--;
    }
    if (plain.charAt(end - 1) == '.') {
      end--;
    }
    return plain.substring(0, end);
  }

  /** The place of a category among names, whatever its spelling; −1 if it is not there. */
  public int find(List<String> names, String cell) {
    int exact = names.indexOf(cell);
    if (exact >= 0) {
      return exact;
    }
    String wanted = category(cell);
    for (int i = 0; i < names.size(); i++) {
      if (category(names.get(i)).equals(wanted)) {
        return i;
      }
    }
    return -1;
  }
}
