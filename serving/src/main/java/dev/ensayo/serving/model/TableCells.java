package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of the rows of a request, as they would stand in a file: from a tensor {@code [rows,
 * 1]} for each column, or from one of the name {@value #MATRIX} with all of them, {@code [rows,
 * columns]}, in the order of the table.
 */
public final class TableCells {
  /** The one input that holds all columns, unless a column is called so. */
  public static final String MATRIX = "input";

  private final TableInputs table;
  private final List<TensorSpec> inputs;
  private final boolean takesMatrix;

  /** Whether no number stands for a gap, so that one need not be looked at as a text. */
  private final boolean gapsAreTexts;

  public TableCells(TableInputs table) {
    this.table = table;
    this.inputs =
        table.columns().stream().map(TableCells::spec).collect(ImmutableList.toImmutableList());
    this.takesMatrix = inputs.stream().noneMatch(input -> input.name().equals(MATRIX));
    this.gapsAreTexts =
        table.cells().missing().stream()
            .allMatch(missing -> Double.isNaN(table.cells().number(missing)));
  }

  private static TensorSpec spec(InputColumn column) {
    return TensorSpec.ofRows(
        column.name(), column instanceof InputColumn.Numbers ? Datatype.FP64 : Datatype.BYTES, 1);
  }

  /** An input for each column. */
  List<TensorSpec> inputs() {
    return inputs;
  }

  /**
   * The rows of a request.
   *
   * @throws BadRequestException if they are not of this table
   */
  public Rows of(List<Tensor> given) {
    int columns = inputs.size();
    if (takesMatrix && given.size() == 1 && given.get(0).name().equals(MATRIX)) {
      Tensor matrix = given.get(0);
      List<Long> shape = matrix.shape();
      if (shape.size() != 2 || shape.get(1) != columns) {
        throw new BadRequestException(
            "the input '%s' has the shape %s; it needs [rows, %s], a column for each of %s"
                .formatted(
                    MATRIX,
                    shape,
                    columns,
                    String.join(", ", inputs.stream().map(TensorSpec::name).toList())));
      }
      if (matrix.rows() < 1) {
        throw NamedInputs.noRow();
      }
      Tensor[] all = new Tensor[columns];
      Arrays.fill(all, matrix);
      return new Rows(all, true, matrix.rows());
    }
    NamedInputs named = NamedInputs.of(given, inputs);
    Tensor[] all = new Tensor[columns];
    for (int column = 0; column < columns; column++) {
      all[column] = named.single(column);
    }
    return new Rows(all, false, named.rows());
  }

  /** Rows of the table; of one of them the cells, see {@link #at}. */
  public final class Rows implements TableInputs.Cells {
    private final Tensor[] columns;
    private final boolean matrix;
    private final int count;
    private int row;

    private Rows(Tensor[] columns, boolean matrix, int count) {
      this.columns = columns;
      this.matrix = matrix;
      this.count = count;
    }

    /** How many there are. */
    public int count() {
      return count;
    }

    /** Lets the cells be those of a row. */
    public Rows at(int which) {
      row = which;
      return this;
    }

    private int place(int column) {
      return matrix ? row * columns.length + column : row;
    }

    /**
     * {@inheritDoc} Of a number of 32 bits the text tells, which has fewer digits than the same
     * number of 64.
     */
    @Override
    public double number(int column) {
      Tensor tensor = columns[column];
      if (!gapsAreTexts || !tensor.datatype().isNumber() || tensor.datatype() == Datatype.FP32) {
        return Double.NaN;
      }
      return tensor.number(place(column));
    }

    /**
     * {@inheritDoc}
     *
     * @throws BadRequestException if a number is none
     */
    @Override
    public String text(int column) {
      Tensor tensor = columns[column];
      int at = place(column);
      String text = tensor.text(at);
      if (tensor.datatype().kind() == Datatype.Kind.TEXT) {
        return text;
      }
      if (!Double.isFinite(tensor.number(at))) {
        throw new BadRequestException(
            "the input '%s' has %s in %srow %s; a gap is an empty text"
                .formatted(
                    tensor.name(),
                    tensor.number(at),
                    matrix ? "column '" + inputs.get(column).name() + "', " : "",
                    row));
      }
      String decimal = table.cells().decimal();
      return decimal.equals(".") ? text : text.replace(".", decimal);
    }
  }
}
