package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.results.drift.FeatureCounter;
import dev.ensayo.serving.model.TableCells;
import dev.ensayo.serving.protocol.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of a table: each column is a feature. */
final class LiveTable implements LiveInputs {
  private final TableInputs table;
  private final TableCells cells;
  private final ImmutableList<ColumnProfile> profiles;

  /** Of each profile, the place of its column in the table. */
  private final ImmutableList<Integer> columns;

  LiveTable(TableInputs table, List<ColumnProfile> profile) {
    this.table = table;
    this.cells = new TableCells(table);
    List<String> names = table.columns().stream().map(InputColumn::name).toList();
    this.profiles = LiveInputs.named(profile, names);
    this.columns =
        profiles.stream()
            .map(column -> names.indexOf(column.name()))
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public List<ColumnProfile> profiles() {
    return profiles;
  }

  @Override
  public List<Map<String, String>> count(
      List<Tensor> inputs, List<FeatureCounter> counters, Set<String> kept) {
    TableCells.Rows rows = cells.of(inputs);
    List<Map<String, String>> fields = new ArrayList<>(rows.count());
    for (int row = 0; row < rows.count(); row++) {
      rows.at(row);
      for (int i = 0; i < counters.size(); i++) {
        count(rows, columns.get(i), counters.get(i));
      }
      fields.add(kept.isEmpty() ? ImmutableMap.of() : fields(rows, kept));
    }
    return fields;
  }

  private void count(TableCells.Rows rows, int column, FeatureCounter counter) {
    boolean isNumber = table.columns().get(column) instanceof InputColumn.Numbers;
    double number = isNumber ? rows.number(column) : Double.NaN;
    if (Double.isFinite(number)) {
      counter.add(number);
      return;
    }
    CellFormat format = table.cells();
    String cell = rows.text(column).strip();
    boolean gap = format.isMissing(cell);
    if (isNumber) {
      counter.add(gap ? Double.NaN : format.number(cell));
    } else {
      List<String> categories = ((InputColumn.Categories) table.columns().get(column)).categories();
      int found = gap ? -1 : format.find(categories, cell);
      counter.add(gap ? null : found < 0 ? cell : categories.get(found));
    }
  }

  private Map<String, String> fields(TableCells.Rows rows, Set<String> kept) {
    ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
    for (int column = 0; column < table.columns().size(); column++) {
      String name = table.columns().get(column).name();
      if (kept.contains(name)) {
        fields.put(name, rows.text(column));
      }
    }
    return fields.buildOrThrow();
  }
}
