package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
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

/** Rows of a table: each column is a feature. */
final class LiveTable implements LiveInputs {
  private final TableInputs table;
  private final TableCells cells;
  private final ImmutableList<ColumnProfile> profiles;
  private final Map<String, InputColumn> columns;

  LiveTable(TableInputs table, List<ColumnProfile> profile) {
    this.table = table;
    this.cells = new TableCells(table);
    this.columns = Maps.uniqueIndex(table.columns(), InputColumn::name);
    this.profiles = LiveInputs.named(profile, List.copyOf(columns.keySet()));
  }

  @Override
  public List<ColumnProfile> profiles() {
    return profiles;
  }

  @Override
  public List<Map<String, String>> count(List<Tensor> inputs, List<FeatureCounter> counters) {
    Map<String, Tensor> named = Maps.uniqueIndex(inputs, Tensor::name);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int row = 0; row < inputs.get(0).rows(); row++) {
      Map<String, String> fields = cells.row(named, row);
      for (FeatureCounter counter : counters) {
        String name = counter.profile().name();
        count(columns.get(name), fields.get(name).strip(), counter);
      }
      rows.add(fields);
    }
    return rows;
  }

  private void count(InputColumn column, String cell, FeatureCounter counter) {
    CellFormat format = table.cells();
    boolean gap = format.isMissing(cell);
    if (column instanceof InputColumn.Numbers) {
      counter.add(gap ? Double.NaN : format.number(cell));
    } else {
      List<String> categories = ((InputColumn.Categories) column).categories();
      int found = gap ? -1 : format.find(categories, cell);
      counter.add(gap ? null : found < 0 ? cell : categories.get(found));
    }
  }
}
