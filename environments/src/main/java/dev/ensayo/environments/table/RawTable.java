package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.environments.examples.Normalization;
import java.util.Arrays;

/**
 * A table as it was read.
 *
 * @param name in messages
 * @param columns all of one length, with different names
 * @param lines of the file at which the rows begin; empty for what is made up
 * @param target the column that is the answer unless a study says otherwise
 * @param inputs the columns that are inputs unless a study says otherwise; empty for all but the
 *     target
 * @param categories columns of categories that look like numbers
 * @param whole whether every part of the data is the whole table, which is then all there is to
 *     know
 * @param sha256 of the file, by its name
 * @param csv how the file is cut
 */
record RawTable(
    String name,
    ImmutableList<Column> columns,
    ImmutableLongArray lines,
    String target,
    ImmutableList<String> inputs,
    ImmutableList<String> categories,
    boolean whole,
    ImmutableMap<String, String> sha256,
    CsvSource csv) {
  /** Beyond it, squares of differences leave the range of numbers. */
  private static final double LARGEST = 1e150;

  int rows() {
    return columns.get(0).cells().length;
  }

  /** Where a row stands, such as "line 7". */
  String place(int row) {
    return lines.isEmpty() ? "row " + (row + 1) : "line " + lines.get(row);
  }

  /**
   * @throws InvalidSettingException if there is none of that name
   */
  Column column(String name, String key) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    key,
                    this.name
                        + " has no column '"
                        + name
                        + "'; "
                        + NearestName.hint(name, columns.stream().map(Column::name).toList())));
  }

  /**
   * A column of nearly nothing but numbers, without the rest where that may be gaps.
   *
   * @throws InvalidSettingException naming the first cell that is no number, where it may not
   */
  Column numbers(Column column) {
    int word = column.firstWord();
    if (word < 0) {
      return column;
    }
    if (column.format().badNumbersAreGaps()) {
      return column.numbersAlone();
    }
    long words =
        Arrays.stream(column.cells())
            .filter(cell -> cell != null && Double.isNaN(column.format().number(cell)))
            .count();
    String cell = column.cells()[word];
    throw new InvalidSettingException(
        "source",
        "%s: %s: column '%s' holds numbers, and '%s' is none%s; correct it, or name it among what is missing (missing: [\"\", \"%s\"]), or set badNumbers: gap; if the column holds categories, name it in categorical"
            .formatted(
                name,
                place(word),
                column.name(),
                cell,
                words > 1 ? " (nor are " + (words - 1) + " other cells)" : "",
                cell));
  }

  /**
   * @throws InvalidSettingException if the column would hold numbers were they written with the
   *     other sign before their fractions
   */
  void refuseOtherDecimal(Column column) {
    CellFormat format = column.format().withOtherDecimal();
    if (column.isNearlyNumeric(format)) {
      String other = format.decimal();
      int word = column.firstWord();
      throw new InvalidSettingException(
          "source",
          "%s: %s: column '%s' holds numbers such as '%s' if their fractions begin with '%s'; set decimal: '%s', or name the column in categorical if they are none"
              .formatted(name, place(word), column.name(), column.cells()[word], other, other));
    }
  }

  /**
   * @throws InvalidSettingException naming the first number that is too large for what is made of
   *     the column
   */
  void refuseHugeNumbers(Column column, Normalization normalization) {
    double most = normalization == Normalization.NONE ? Float.MAX_VALUE : LARGEST;
    for (int row = 0; row < column.cells().length; row++) {
      if (Math.abs(column.number(row)) > most) {
        throw new InvalidSettingException(
            "source",
            "%s: %s: '%s' in column '%s' is too large a number to learn from; it must be within ±%s"
                .formatted(
                    name,
                    place(row),
                    column.cells()[row],
                    column.name(),
                    normalization == Normalization.NONE ? "3.4e38" : "1e150"));
      }
    }
  }
}
