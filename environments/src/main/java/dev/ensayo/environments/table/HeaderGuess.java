package dev.ensayo.environments.table;

import dev.ensayo.core.preprocessing.CellFormat;
import java.util.List;

/**
 * Tells a header from a row by what stands below. A word above numbers speaks for a header, a
 * number with a fraction above numbers for a row; a whole number may be the name of a year. Where
 * neither is there, a word speaks for a row that stands among the words below it as well, and for a
 * header if it does not where others do.
 */
final class HeaderGuess {
  private static final double NEARLY_ALL = 0.8;

  private final CellFormat format;

  /** Words above numbers. */
  private int names;

  /** Numbers with a fraction, which are no names, above numbers. */
  private int fractions;

  /** Whole numbers, which may be years, above numbers. */
  private int wholeNumbers;

  /** Words that stand among the words below as well. */
  private int recurring;

  /** Words that do not, where those below recur. */
  private int lonely;

  HeaderGuess(CellFormat format) {
    this.format = format;
  }

  /** What the first line is. */
  enum Answer {
    HEADER,
    ROW,
    UNKNOWN
  }

  /**
   * Looks at a file.
   *
   * @param rows at least one, its fields stripped
   */
  Answer look(List<List<String>> rows) {
    List<String> first = rows.get(0);
    if (rows.size() == 1) {
      boolean numbers = first.stream().anyMatch(this::isNumber);
      return numbers ? Answer.UNKNOWN : Answer.HEADER;
    }
    List<List<String>> rest = rows.subList(1, rows.size());
    int shift = rest.get(0).size() == first.size() + 1 ? 1 : 0;
    for (int c = 0; c < first.size(); c++) {
      int column = c + shift;
      List<String> below =
          rest.stream()
              .filter(fields -> fields.size() > column)
              .map(fields -> fields.get(column))
              .filter(cell -> !format.isMissing(cell))
              .toList();
      if (!first.get(c).isEmpty() && !below.isEmpty()) {
        look(first.get(c), below);
      }
    }
    if (names > 0 || fractions > 0) {
      return fractions == 0 && names > wholeNumbers
          ? Answer.HEADER
          : names == 0 ? Answer.ROW : Answer.UNKNOWN;
    }
    if (recurring > 0 || lonely > 0) {
      return recurring == 0 && wholeNumbers == 0
          ? Answer.HEADER
          : lonely == 0 ? Answer.ROW : Answer.UNKNOWN;
    }
    return Answer.UNKNOWN;
  }

  /** Whatever begins its fraction. */
  private boolean isNumber(String cell) {
    return !Double.isNaN(number(cell));
  }

  private double number(String cell) {
    double number = format.number(cell);
    return Double.isNaN(number) ? format.withOtherDecimal().number(cell) : number;
  }

  private void look(String cell, List<String> below) {
    long numbers = below.stream().filter(this::isNumber).count();
    if (numbers >= NEARLY_ALL * below.size()) {
      if (!isNumber(cell)) {
        names += format.isMissing(cell) ? 0 : 1;
      } else if (number(cell) == Math.rint(number(cell))) {
        wholeNumbers++;
      } else {
        fractions++;
      }
      return;
    }
    if (below.contains(cell)) {
      recurring++;
    } else if (below.stream().distinct().count() <= below.size() / 2) {
      lonely++;
    }
  }
}
