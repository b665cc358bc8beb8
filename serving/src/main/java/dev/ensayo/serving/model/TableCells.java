package dev.ensayo.serving.model;

import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import java.util.HashMap;
import java.util.Map;

/** The cells of a row as they would stand in a file, from the tensors of a request. */
public final class TableCells {
  private final TableInputs table;

  public TableCells(TableInputs table) {
    this.table = table;
  }

  /**
   * The cells of a row.
   *
   * @param inputs for each column a tensor of one element a row
   * @throws BadRequestException if a number is none
   */
  public Map<String, String> row(Map<String, Tensor> inputs, int row) {
    Map<String, String> cells = new HashMap<>();
    for (InputColumn column : table.columns()) {
      cells.put(column.name(), cell(inputs.get(column.name()), row));
    }
    return cells;
  }

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
