package dev.ensayo.environments.table;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import java.util.Optional;

/** One part of a table. */
final class TableExamples implements Examples {
  private final int width;
  private final float[] inputs;
  private final int[] rows;
  private final int[] labels;
  private final Column target;
  private final int[] groups;
  private final boolean classification;

  /**
   * @param width F
   * @param inputs {@code [rows of the table, F]}
   * @param rows the rows of this part
   */
  TableExamples(
      int width,
      float[] inputs,
      int[] rows,
      int[] labels,
      Column target,
      int[] groups,
      ExamplesSpec spec) {
    this.width = width;
    this.inputs = inputs;
    this.rows = rows;
    this.labels = labels;
    this.target = target;
    this.groups = groups;
    this.classification = spec.isClassification();
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    System.arraycopy(inputs, rows[index] * width, into, offset, width);
  }

  @Override
  public int label(int index) {
    return classification ? labels[rows[index]] : -1;
  }

  @Override
  public double value(int index) {
    return classification ? Double.NaN : target.number(rows[index]);
  }

  @Override
  public int group(int index) {
    return groups[rows[index]];
  }

  @Override
  public String origin(int index) {
    return Integer.toString(rows[index] + 1);
  }

  @Override
  public Optional<byte[]> picture(int index) {
    return Optional.empty();
  }
}
