package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.data.DataFolders;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of numbers of a CSV file in which nothing may be missing, for environments that are no
 * tables.
 */
public final class NumberColumns {
  private final RawTable table;

  private NumberColumns(RawTable table) {
    this.table = table;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidSettingException if it is not there or damaged
   */
  public static NumberColumns read(TableSource.Csv file) {
    return new NumberColumns(file.read(0, DataFolders.ofThisMachine()));
  }

  /** The last column, which is the answer where nothing else is said. */
  public String last() {
    return table.target();
  }

  /** How many rows there are. */
  public int rows() {
    return table.rows();
  }

  /** Where a row stands, such as "FILE: line 7". */
  public String place(int row) {
    return table.name() + ": " + table.place(row);
  }

  /**
   * The cells of a column as they are written; null where there is nothing.
   *
   * @param key of the setting that names it
   * @throws InvalidSettingException if there is none of that name
   */
  public List<String> cells(String name, String key) {
    return Arrays.asList(table.column(name, key).cells().clone());
  }

  /**
   * The numbers of a column.
   *
   * @param key of the setting that names it
   * @throws InvalidSettingException naming the line, if there is no such column, or it has a gap or
   *     something else than numbers
   */
  public double[] numbers(String name, String key) {
    Column column = table.column(name, key);
    if (!column.isNearlyNumeric()) {
      table.refuseOtherDecimal(column);
    }
    Column numbers = table.numbers(column);
    for (int row = 0; row < table.rows(); row++) {
      if (numbers.isMissing(row)) {
        throw new InvalidSettingException(
            "source",
            "%s: column '%s' has a gap; a series has a number at each moment: fill it, or begin after it"
                .formatted(place(row), name));
      }
    }
    double[] values = new double[table.rows()];
    Arrays.setAll(values, numbers::number);
    return values;
  }

  /** SHA-256 of the file, by its name. */
  public ImmutableMap<String, String> sha256() {
    return table.sha256();
  }

  /** What was left out of the file, in sentences. */
  public ImmutableList<String> notes() {
    return table.csv().notes();
  }
}
