package dev.ensayo.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measurements as text. */
final class ResultTable {
  static final String HEADER = "workload,engine,threads,median,unit,min,max,repeats";
  private static final int DIGITS = 4;

  private final Measurements measurements;

  ResultTable(Measurements measurements) {
    this.measurements = measurements;
  }

  /** One line a figure, after {@link #HEADER}. */
  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    for (Figure figure : measurements.figures()) {
      lines.add(String.join(",", cells(figure)));
    }
    return lines;
  }

  /** The same in columns. */
  List<String> columns() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(HEADER.split(",", -1)));
    for (Figure figure : measurements.figures()) {
      rows.add(cells(figure));
    }
    return aligned(rows);
  }

  /** The goals whose figures were measured. */
  List<String> goals() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("figure", "median", "min", "max", "goal", ""));
    for (Goal goal : Goal.all()) {
      goal.value().apply(measurements).ifPresent(spread -> rows.add(cells(goal, spread)));
    }
    return rows.size() == 1 ? List.of() : aligned(rows);
  }

  private List<String> cells(Figure figure) {
    Spread spread = measurements.spread(figure);
    return List.of(
        figure.workload(),
        figure.engine(),
        Integer.toString(figure.threads()),
        number(spread.median()),
        figure.unit(),
        number(spread.min()),
        number(spread.max()),
        Integer.toString(spread.repeats()));
  }

  private static List<String> cells(Goal goal, Spread spread) {
    String asked =
        switch (goal.comparison()) {
          case AT_LEAST -> "at least " + number(goal.bound());
          case AT_MOST -> "at most " + number(goal.bound());
          case NONE -> "";
        };
    String verdict = asked.isEmpty() ? "" : goal.isMet(spread) ? "met" : "missed";
    return List.of(
        goal.text(),
        number(spread.median()),
        number(spread.min()),
        number(spread.max()),
        asked,
        verdict);
  }

  /** Four significant digits, without an exponent. */
  static String number(double value) {
    if (value == 0 || Math.abs(value) < 1e-4) {
      return "0";
    }
    int before = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    int after = Math.max(0, DIGITS - before);
    return String.format(Locale.ROOT, "%." + after + "f", value);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
