package dev.ensayo.serving.model;

import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.List;

/**
 * Rows of a table: an input for each column. Its elements become the cells that they would be in a
 * file, which the {@link TableInputs} of training read.
 */
final class TableReader implements ExampleReader {
  private final TableInputs table;
  private final TableCells cells;
  private final int width;

  TableReader(TableInputs table) {
    this.table = table;
    this.cells = new TableCells(table);
    this.width = table.width();
  }

  @Override
  public List<TensorSpec> inputs() {
    return cells.inputs();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public float[] read(List<Tensor> given) {
    TableCells.Rows rows = cells.of(given);
    ServedExamples.checkCount(rows.count(), width);
    float[] numbers = new float[rows.count() * width];
    for (int row = 0; row < rows.count(); row++) {
      try {
        table.write(rows.at(row), numbers, row * width);
      } catch (UnreadableInputException e) {
        throw new BadRequestException(
            rows.count() == 1 ? e.getMessage() : "row " + row + ": " + e.getMessage());
      }
    }
    return numbers;
  }
}
