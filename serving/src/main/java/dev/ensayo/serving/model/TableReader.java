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
  private final List<TensorSpec> inputs;

  TableReader(TableInputs table) {
    this.table = table;
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
    Map<String, String> cells = new HashMap<>();
    for (int row = 0; row < named.rows(); row++) {
      for (TensorSpec input : inputs) {
        cells.put(input.name(), cell(named.single(input.name()), row));
      }
      try {
        table.write(cells, numbers, row * table.width());
      } catch (UnreadableInputException e) {
        throw new BadRequestException(
            named.rows() == 1 ? e.getMessage() : "row " + row + ": " + e.getMessage());
      }
    }
    return numbers;
  }

  /** As it would stand in a file. */
  private String cell(Tensor tensor, int row) {
    if (tensor.datatype().kind() == Datatype.Kind.TEXT) {
      return tensor.text(row);
    }
    if (!Double.isFinite(tensor.number(row))) {
      throw new BadRequestException(
          "the input '%s' has %s in row %s; a gap is an empty text"
              .formatted(tensor.name(), tensor.number(row), row));
    }
    String text = tensor.text(row);
    return table.cells().decimal().equals(".") ? text : text.replace(".", table.cells().decimal());
  }
}
