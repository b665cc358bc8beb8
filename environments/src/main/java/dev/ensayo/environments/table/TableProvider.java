package dev.ensayo.environments.table;

import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link LabelledTable}. */
public final class TableProvider implements EnvironmentProvider<TableConfig> {
  @Override
  public String name() {
    return "table";
  }

  @Override
  public String summary() {
    return "Rows of numbers and categories with an answer, from a CSV file or made up.";
  }

  @Override
  public Class<TableConfig> configType() {
    return TableConfig.class;
  }

  @Override
  public LabelledExamples open(TableConfig config) {
    return new LabelledTable(config);
  }
}
