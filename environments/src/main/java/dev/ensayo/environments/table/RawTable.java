package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;

/**
 * A table as it was read.
 *
 * @param name in messages
 * @param columns all of one length, with different names
 * @param target the column that is the answer unless a study says otherwise
 * @param inputs the columns that are inputs unless a study says otherwise; empty for all but the
 *     target
 * @param categories columns of categories that look like numbers
 * @param whole whether every part of the data is the whole table, which is then all there is to
 *     know
 * @param sha256 of the file, by its name
 */
record RawTable(
    String name,
    ImmutableList<Column> columns,
    String target,
    ImmutableList<String> inputs,
    ImmutableList<String> categories,
    boolean whole,
    ImmutableMap<String, String> sha256) {
  int rows() {
    return columns.get(0).cells().length;
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
}
