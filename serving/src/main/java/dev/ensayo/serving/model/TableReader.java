package dev.ensayo.serving.model;

import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a table: an input for each column. Its elements become the cells that they would be in a
 * file, which the {@link TableInputs} of training read.
 */
final class TableReader implements ExampleReader {
  private final TableInputs table;
  private final TableCells cells;
  private final List<TensorSpec> inputs;

  TableReader(TableInputs table) {
    this.table = table;
    this.cells = new TableCells(table);
    this.inputs = table.columns().stream().map(TableReader::spec).toList();
  }

  private static TensorSpec spec(InputColumn column) {
    return TensorSpec.ofRows(
        column.name(), column instanceof InputColumn.Numbers ? Datatype.FP64 : Datatype.BYTES, 1);
  }

  @Override
  public List<TensorSpec> inputs() {
    return inputs;
  }

  @Override
  public int width() {
    return table.width();
  }

  @Override
  public float[] read(List<Tensor> given) {
    NamedInputs named = NamedInputs.of(given, inputs);
    float[] numbers = new float[Math.multiplyExact(named.rows(), table.width())];
    Map<String, Tensor> columns = new HashMap<>();
    for (TensorSpec input : inputs) {
      columns.put(input.name(), named.single(input.name()));
    }
    for (int row = 0; row < named.rows(); row++) {
      try {
        table.write(cells.row(columns, row), numbers, row * table.width());
      } catch (UnreadableInputException e) {
        throw new BadRequestException(
            named.rows() == 1 ? e.getMessage() : "row " + row + ": " + e.getMessage());
      }
    }
    return numbers;
  }
}
