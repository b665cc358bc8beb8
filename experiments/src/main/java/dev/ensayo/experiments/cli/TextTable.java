package dev.ensayo.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table for people: aligned columns, two blanks between them. The last is as wide as it is. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final Set<Integer> right;
  private final int[] widths;

  /**
   * @param right the columns that are flush on the right, from 0: numbers
   * @param heads of the columns
   */
  TextTable(Set<Integer> right, String... heads) {
    this.right = Set.copyOf(right);
    this.widths = new int[heads.length];
    add(heads);
  }

  /** A row with a cell for each column. */
  void add(String... row) {
    rows.add(row);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row[i].length());
    }
  }

  void print(StringBuilder out) {
    for (String[] row : rows) {
      int start = out.length();
      for (int i = 0; i < widths.length; i++) {
        String gap = " ".repeat(widths[i] - row[i].length());
        boolean flush = right.contains(i);
        out.append(flush ? gap : "").append(row[i]).append(flush ? "" : gap).append("  ");
      }
      int end = out.length();
      while (end > start && out.charAt(end - 1) == ' ') {
        end--;
      }
      out.setLength(end);
      out.append('\n');
    }
  }
}
