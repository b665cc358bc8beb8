package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.CellFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A column as it was read.
 *
 * @param name of the header
 * @param cells one for each row; null where the value is missing
 * @param format how they are written
 */
record Column(String name, String[] cells, CellFormat format) {
  /** From this share of what is there on, numbers make a column of numbers. */
  private static final double NEARLY_ALL = 0.8;

  boolean isMissing(int row) {
    return cells[row] == null;
  }

  /** Whether everything that is there is a number, and something is there. */
  boolean isNumeric() {
    boolean any = false;
    for (String cell : cells) {
      if (cell != null) {
        if (Double.isNaN(format.number(cell))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /** Whether nearly all that is there are numbers. */
  boolean isNearlyNumeric() {
    return isNearlyNumeric(format);
  }

  /** Whether it would be if numbers were written in another way. */
  boolean isNearlyNumeric(CellFormat written) {
    long known = 0;
    long numbers = 0;
    for (String cell : cells) {
      if (cell != null) {
        known++;
        numbers += Double.isNaN(written.number(cell)) ? 0 : 1;
      }
    }
    return known > 0 && numbers >= NEARLY_ALL * known;
  }

  /** The first row that holds something and no number; −1 if there is none. */
  int firstWord() {
    for (int row = 0; row < cells.length; row++) {
      if (!isMissing(row) && Double.isNaN(format.number(cells[row]))) {
        return row;
      }
    }
    return -1;
  }

  /** The same with gaps where there are no numbers. */
  Column numbersAlone() {
    String[] numbers =
        Arrays.stream(cells)
            .map(cell -> cell == null || Double.isNaN(format.number(cell)) ? null : cell)
            .toArray(String[]::new);
    return new Column(name, numbers, format);
  }

  /** The number in a row; NaN where it is missing. */
  double number(int row) {
    return isMissing(row) ? Double.NaN : format.number(cells[row]);
  }

  /**
   * The different values that are there: numbers by size, words by their letters. Of the spellings
   * of one number the shortest stands for all.
   */
  ImmutableList<String> values() {
    Map<String, String> spellings = new LinkedHashMap<>();
    Comparator<String> shorter =
        Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    Arrays.stream(cells)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(
            cell ->
                spellings.merge(
                    format.category(cell), cell, (a, b) -> shorter.compare(a, b) <= 0 ? a : b));
    Comparator<String> order =
        isNumeric()
            ? Comparator.<String>comparingDouble(format::number)
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder();
    return spellings.values().stream().sorted(order).collect(ImmutableList.toImmutableList());
  }

  /** The place of a row's value among {@link #values}; −1 where it is missing or not among them. */
  int place(int row, ImmutableList<String> values) {
    return isMissing(row) ? -1 : format.find(values, cells[row]);
  }
}
