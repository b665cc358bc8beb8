package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.SettingWorth;
import dev.ensayo.results.analysis.SettingWorth.Method;
import dev.ensayo.results.analysis.SettingWorth.Row;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.SettingNeeded;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalInt;

/** How much of a setting the methods of a study are worth, in a sentence each and in a table. */
final class WorthWords {
  /** Beyond these values a sentence cannot be read. */
  private static final int MOST_TOLD = 4;

  private static final double FROM_HERE_THREE_DIGITS = 100;

  private final Terms terms;
  private final SettingWorth worth;
  private final ImmutableList<Method> methods;

  WorthWords(Terms terms, SettingWorth worth) {
    this.terms = terms;
    this.worth = worth;
    this.methods = worth.methods();
  }

  ImmutableList<String> sentences() {
    if (methods.isEmpty()) {
      return ImmutableList.of(
          worth.reference()
              + " does not score better with more "
              + worth.setting()
              + ", so it is not said how much of it the other methods are worth.");
    }
    return methods.stream().map(this::sentence).collect(ImmutableList.toImmutableList());
  }

  /** "tuned does with labels 5 what scratch needs 9 [7, 14] for, with 20 what it needs …" */
  private String sentence(Method method) {
    StringBuilder text = new StringBuilder(method.name()).append(" does");
    List<Row> told = told(method.rows());
    for (int i = 0; i < told.size(); i++) {
      Row row = told.get(i);
      text.append(i == 0 ? " with " + Terms.lastWord(worth.setting()) + " " : ", with ")
          .append(Figures.of(row.value()))
          .append(" what ")
          .append(i == 0 ? worth.reference() : "it")
          .append(" needs ")
          .append(needed(row.needed()))
          .append(bracket(row.needed()).isEmpty() ? "" : " " + bracket(row.needed()))
          .append(" for");
    }
    return text.append('.').toString();
  }

  /** Those that lie within what was measured, if there are too many. */
  private static List<Row> told(List<Row> rows) {
    if (rows.size() <= MOST_TOLD) {
      return rows;
    }
    List<Row> within = rows.stream().filter(row -> Double.isFinite(row.needed().value())).toList();
    return (within.isEmpty() ? rows : within).stream().limit(MOST_TOLD).toList();
  }

  private String needed(SettingNeeded needed) {
    return number(needed.value());
  }

  /** Empty where there is no interval, or none that says more than the value. */
  private String bracket(SettingNeeded needed) {
    boolean says = needed.hasInterval() && !(needed.low() == needed.high());
    return says ? "[" + number(needed.low()) + ", " + number(needed.high()) + "]" : "";
  }

  private String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0
          ? "more than " + Figures.of(worth.most())
          : "less than " + Figures.of(worth.least());
    }
    return Figures.of(rounded(value));
  }

  private static double rounded(double value) {
    int digits = Math.abs(value) >= FROM_HERE_THREE_DIGITS ? 3 : 2;
    return BigDecimal.valueOf(value).round(new MathContext(digits)).doubleValue();
  }

  /** A row for each method and value. */
  ReportTable table() {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text("Method"),
        Column.number(Terms.lastWord(worth.setting())),
        Column.number(terms.score() + ", interquartile mean [95\u00a0%\u00a0interval]"),
        Column.number(worth.reference() + " needs [95\u00a0%\u00a0interval]"));
    if (worth.isLogarithmic()) {
      columns.add(Column.number("times as much"));
    }
    ImmutableList.Builder<ReportTable.Row> rows = ImmutableList.builder();
    for (Method method : methods) {
      method.rows().forEach(row -> rows.add(row(method, row)));
    }
    return new ReportTable(
        "How much "
            + worth.setting()
            + " "
            + worth.reference()
            + " needs to score what the other methods score",
        columns.build(),
        rows.build());
  }

  private ReportTable.Row row(Method method, Row row) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(
        Cell.of(method.name()),
        Cell.of(Figures.of(row.value())),
        terms.score(row.variant()),
        new Cell(needed(row.needed()), bracket(row.needed())));
    if (worth.isLogarithmic()) {
      cells.add(times(row));
    }
    return new ReportTable.Row(OptionalInt.empty(), cells.build());
  }

  private static Cell times(Row row) {
    SettingNeeded needed = row.needed();
    if (Double.isInfinite(needed.value())) {
      return Cell.NONE;
    }
    return new Cell(
        Figures.of(rounded(needed.value() / row.value())),
        needed
            .interval()
            .map(
                interval ->
                    "["
                        + Figures.of(rounded(interval.low() / row.value()))
                        + ", "
                        + Figures.of(rounded(interval.high() / row.value()))
                        + "]")
            .orElse(""));
  }
}
