package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A column as it was read.
 *
 * @param name of the header
 * @param cells one for each row; empty where the value is missing
 */
record Column(String name, String[] cells) {
  boolean isMissing(int row) {
    return cells[row].isEmpty();
  }

  /** Whether everything that is there is a number, and something is there. */
  boolean isNumeric() {
    boolean any = false;
    for (int row = 0; row < cells.length; row++) {
      if (!isMissing(row)) {
        if (!isNumber(cells[row])) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The number in a row; NaN where it is missing. */
  double number(int row) {
    return isMissing(row) ? Double.NaN : Double.parseDouble(cells[row]);
  }

  /** The different values that are there: numbers by size, words by their letters. */
  ImmutableList<String> values() {
    Comparator<String> order =
        isNumeric()
            ? Comparator.<String>comparingDouble(Double::parseDouble)
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder();
    return Arrays.stream(cells)
        .filter(cell -> !cell.isEmpty())
        .distinct()
        .sorted(order)
        .collect(ImmutableList.toImmutableList());
  }
}
