package dev.ensayo.environments.series;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.environments.table.NumberColumns;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The moments of a file: whether one follows the other at equal steps. */
final class TimeColumn {
  /** Steps of written fractions differ by their rounding. */
  private static final double ROUNDING = 1e-6;

  private final NumberColumns file;
  private final String name;
  private final List<String> cells;

  TimeColumn(NumberColumns file, String name) {
    this.file = file;
    this.name = name;
    this.cells = file.cells(name, "source.time");
  }

  /**
   * @throws InvalidSettingException naming the first line that does not follow
   */
  void check() {
    List<ToDoubleFunction<String>> clocks =
        List.of(
            Double::parseDouble,
            cell -> YearMonth.parse(cell).getLong(ChronoField.PROLEPTIC_MONTH),
            cell -> LocalDate.parse(cell).toEpochDay(),
            TimeColumn::monthOfSameDay);
    int furthest = -1;
    for (ToDoubleFunction<String> clock : clocks) {
      int odd = firstOdd(clock);
      if (odd < 0) {
        return;
      }
      furthest = Math.max(furthest, odd);
    }
    throw wrong(furthest);
  }

  /** Months, in which a day of the month counts as a fraction of one. */
  private static double monthOfSameDay(String cell) {
    LocalDate day = LocalDate.parse(cell);
    return day.getLong(ChronoField.PROLEPTIC_MONTH) + day.getDayOfMonth() / 32.0;
  }

  /** The first row that cannot be read or does not follow; −1 if there is none. */
  private int firstOdd(ToDoubleFunction<String> clock) {
    double last = 0;
    double step = 0;
    for (int row = 0; row < cells.size(); row++) {
      OptionalDouble read = read(cells.get(row), clock);
      if (read.isEmpty()) {
        return row;
      }
      double moment = read.getAsDouble();
      if (row == 1) {
        step = moment - last;
      }
      boolean follows = row == 0 || (step > 0 && Math.abs(moment - last - step) <= ROUNDING * step);
      if (!follows) {
        return row;
      }
      last = moment;
    }
    return -1;
  }

  private static OptionalDouble read(String cell, ToDoubleFunction<String> clock) {
    try {
      return cell == null ? OptionalDouble.empty() : OptionalDouble.of(clock.applyAsDouble(cell));
    } catch (DateTimeException | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private InvalidSettingException wrong(int row) {
    String cell = cells.get(row) == null ? "nothing" : "'" + cells.get(row) + "'";
    String message =
        row == 0
            ? "%s: column '%s' holds %s; a moment is a number, a month (1949-01) or a day (1949-01-31)"
                .formatted(file.place(row), name, cell)
            : "%s: in column '%s' %s follows '%s'; the steps of a series are all equal and forwards, and begin here with '%s'%s"
                .formatted(
                    file.place(row),
                    name,
                    cell,
                    cells.get(row - 1),
                    cells.get(0),
                    row > 1 ? ", '" + cells.get(1) + "'" : "");
    return new InvalidSettingException("source.time", message);
  }
}
