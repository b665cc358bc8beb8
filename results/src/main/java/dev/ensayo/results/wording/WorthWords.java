package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.SettingWorth;
import dev.ensayo.results.analysis.SettingWorth.Method;
import dev.ensayo.results.analysis.SettingWorth.Row;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.SettingNeeded;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How much of a setting the methods of a study are worth, in a sentence each and in a table. */
final class WorthWords {
  /** Beyond these values a sentence cannot be read. */
  private static final int MOST_TOLD = 4;

  private static final double FROM_HERE_THREE_DIGITS = 100;

  private final Terms terms;
  private final Phrasebook words;
  private final SettingWorth worth;
  private final ImmutableList<Method> methods;

  WorthWords(Terms terms, SettingWorth worth) {
    this.terms = terms;
    this.words = terms.words();
    this.worth = worth;
    this.methods = worth.methods();
  }

  ImmutableList<String> sentences() {
    if (methods.isEmpty()) {
      return ImmutableList.of(
          words.say(
              "{0} does not score better with more {1}, so it is not said how much of it the other"
                  + " methods are worth.",
              worth.reference(), worth.setting()));
    }
    return methods.stream().map(this::sentence).collect(ImmutableList.toImmutableList());
  }

  /** "tuned does with labels 5 what scratch needs 9 [7, 14] for, with 20 what it needs …" */
  private String sentence(Method method) {
    List<Row> told = told(method.rows());
    List<String> clauses = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      Row row = told.get(i);
      String bracket = bracket(row.needed());
      String needed = needed(row.needed()) + (bracket.isEmpty() ? "" : " " + bracket);
      clauses.add(
          i == 0
              ? words.say(
                  "{0} does with {1} {2} what {3} needs {4} for",
                  method.name(),
                  Terms.lastWord(worth.setting()),
                  words.number(row.value()),
                  worth.reference(),
                  needed)
              : words.say("with {0} what it needs {1} for", words.number(row.value()), needed));
    }
    return words.say("{0}.", String.join(", ", clauses));
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
    return says ? terms.between(number(needed.low()), number(needed.high())) : "";
  }

  private String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0
          ? words.say("more than {0}", words.number(worth.most()))
          : words.say("less than {0}", words.number(worth.least()));
    }
    return words.number(rounded(value));
  }

  private static double rounded(double value) {
    int digits = Math.abs(value) >= FROM_HERE_THREE_DIGITS ? 3 : 2;
    return BigDecimal.valueOf(value).round(new MathContext(digits)).doubleValue();
  }

  /** A row for each method and value. */
  ReportTable table() {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text(words.say("Method")),
        Column.number(Terms.lastWord(worth.setting())),
        Column.number(
            words.say("{0}, interquartile mean [95\u00a0%\u00a0interval]", terms.score())),
        Column.number(words.say("{0} needs [95\u00a0%\u00a0interval]", worth.reference())));
    if (worth.isLogarithmic()) {
      columns.add(Column.number(words.say("times as much")));
    }
    ImmutableList.Builder<ReportTable.Row> rows = ImmutableList.builder();
    for (Method method : methods) {
      method.rows().forEach(row -> rows.add(row(method, row)));
    }
    return new ReportTable(
        words.say(
            "How much {0} {1} needs to score what the other methods score",
            worth.setting(), worth.reference()),
        columns.build(),
        rows.build());
  }

  private ReportTable.Row row(Method method, Row row) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(
        Cell.of(method.name()),
        Cell.of(words.number(row.value())),
        terms.score(row.variant()),
        new Cell(needed(row.needed()), bracket(row.needed())));
    if (worth.isLogarithmic()) {
      cells.add(times(row));
    }
    return new ReportTable.Row(OptionalInt.empty(), cells.build());
  }

  private Cell times(Row row) {
    SettingNeeded needed = row.needed();
    if (Double.isInfinite(needed.value())) {
      return Cell.NONE;
    }
    return new Cell(
        words.number(rounded(needed.value() / row.value())),
        needed
            .interval()
            .map(
                interval ->
                    terms.between(
                        words.number(rounded(interval.low() / row.value())),
                        words.number(rounded(interval.high() / row.value()))))
            .orElse(""));
  }
}
