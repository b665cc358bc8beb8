package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Rows of a table with a header.
 *
 * @param separator between the fields of a file
 * @param header whether a file's first line names its columns; otherwise they are called column-1,
 *     column-2 and so on
 * @param cells how they are written
 * @param imputesGaps whether gaps are filled; otherwise a row with a gap is refused
 * @param columns that are read, in the order of the inputs they make
 */
public record TableInputs(
    String separator,
    boolean header,
    CellFormat cells,
    boolean imputesGaps,
    List<InputColumn> columns)
    implements Inputs {
  public TableInputs {
    columns = ImmutableList.copyOf(columns);
  }

  /** F, how many inputs a row makes. */
  public int width() {
    return columns.stream().mapToInt(InputColumn::width).sum();
  }

  /** A name for each input. */
  public ImmutableList<String> inputNames() {
    return columns.stream()
        .flatMap(column -> column.inputNames().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** Of each input, what of its column becomes 0; 0 for categories and gaps, {@code [F]}. */
  public double[] origins() {
    return ofNumbers(0, InputColumn.Numbers::origin);
  }

  /** Of each input, what of its column becomes 1; 1 for categories and gaps, {@code [F]}. */
  public double[] units() {
    return ofNumbers(1, InputColumn.Numbers::unit);
  }

  private double[] ofNumbers(double others, ToDoubleFunction<InputColumn.Numbers> value) {
    double[] values = new double[width()];
    Arrays.fill(values, others);
    int at = 0;
    for (InputColumn column : columns) {
      if (column instanceof InputColumn.Numbers numbers) {
        values[at] = value.applyAsDouble(numbers);
      }
      at += column.width();
    }
    return values;
  }

  private boolean isGap(InputColumn column, String text) {
    return cells.isMissing(text)
        || (cells.badNumbersAreGaps()
            && column instanceof InputColumn.Numbers
            && Double.isNaN(cells.number(text)));
  }

  /** The cells of a row, in the order of {@link #columns}. */
  public interface Cells {
    /** A cell as it would be written; null where there is none. */
    String text(int column);

    /** The number that the cell holds, where it needs no reading; NaN where only its text tells. */
    double number(int column);
  }

  /**
   * Makes inputs of a row.
   *
   * @param row the cells by the names of their columns; others than are read may be there
   * @param into receives F numbers from {@code offset} on
   * @throws UnreadableInputException naming the column that is not there or cannot be read
   */
  public void write(Map<String, String> row, float[] into, int offset)
      throws UnreadableInputException {
    write(
        new Cells() {
          @Override
          public String text(int column) {
            return row.get(columns.get(column).name());
          }

          @Override
          public double number(int column) {
            return Double.NaN;
          }
        },
        into,
        offset);
  }

  /**
   * Makes inputs of a row.
   *
   * @param into receives F numbers from {@code offset} on
   * @throws UnreadableInputException naming the column that is not there or cannot be read
   */
  public void write(Cells row, float[] into, int offset) throws UnreadableInputException {
    int at = offset;
    for (int i = 0; i < columns.size(); i++) {
      InputColumn column = columns.get(i);
      if (column instanceof InputColumn.Numbers numbers && numbers.write(row.number(i), into, at)) {
        at += column.width();
        continue;
      }
      String field = row.text(i);
      if (field == null) {
        throw new UnreadableInputException("there is no column '" + column.name() + "'");
      }
      String text = field.strip();
      String cell = isGap(column, text) ? null : text;
      if (cell == null && !imputesGaps) {
        throw new UnreadableInputException(
            "column '" + column.name() + "' has a gap, and none was learned from");
      }
      column.write(cell, cells, into, at);
      at += column.width();
    }
  }
}
