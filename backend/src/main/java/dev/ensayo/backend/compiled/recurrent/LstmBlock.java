package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;

/**
 * Long short-term memory with forget gate and without peepholes (Gers et al., "Learning to forget",
 * 2000), Deeplearning4j's {@code LSTM}: with the sums (a, f, o, g) = x·W + h₋·U + b in this order,
 *
 * <p>c = σ(f)∘c₋ + σ(g)∘tanh(a); h = σ(o)∘tanh(c).
 *
 * <p>W is {@code [F, 4U]}, the recurrent matrix {@code [U, 4U]}, b {@code [4U]}. Carried state is
 * h, then c. With layer normalization the sums are as in {@link GateNormalizer}, all four gates
 * together, and h as in {@link CellNormalizer}.
 */
public final class LstmBlock extends RecurrentBlock {
  private static final int GATES = 4;

  private final Region initialCells;
  private final Region cells;
  private final Region cellSlope;
  private final Region heldSlope;
  private final CellNormalizer cellNormalizer;

  /**
   * @param normalization null for none; its gains {@code [2, 4U]} are followed by those and the
   *     biases of the cells, {@code [2, U]}
   */
  LstmBlock(
      BlockContext context,
      int inputs,
      int units,
      ParameterTensor inputWeights,
      ParameterTensor recurrentWeights,
      ParameterTensor bias,
      Normalization normalization) {
    super(
        context,
        inputs,
        units,
        GATES,
        inputWeights,
        recurrentWeights,
        bias,
        2 * units,
        normalization);
    int numbers = context.largestSequences() * units;
    this.initialCells = context.permanent(numbers);
    this.cells = context.untilBackward(units);
    this.cellSlope = context.permanent(numbers);
    this.heldSlope = context.permanent(numbers);
    this.cellNormalizer =
        normalization == null
            ? null
            : new CellNormalizer(context, normalization.gains(), 2 * GATES * units, units);
  }

  /** {@link #cellSlope} is free in the forward and takes the state as rows. */
  @Override
  void loadCellState(Pass pass) {
    loadRows(pass, stateOffset() + units(), cellSlope.slice());
    arithmetic()
        .toFeatures(cellSlope.slice(), 0, initialCells.slice(), 0, units(), pass.sequences());
  }

  @Override
  void storeCellState(Pass pass) {
    int last = rowsAt(pass.steps() - 1, pass.sequences());
    arithmetic().toRows(cells.slice(), last, cellSlope.slice(), 0, units(), pass.sequences());
    storeRows(pass, stateOffset() + units(), cellSlope.slice(), 0);
  }

  @Override
  void stepForward(int step, int sequences) {
    int at = gatesAt(step, sequences);
    addRecurrentSums(step, sequences);
    if (cellNormalizer != null) {
      normalizedForward(step, sequences);
      return;
    }
    arithmetic()
        .lstmForward(
            gateValues(),
            at,
            cellsBefore(step),
            cellsBeforeAt(step, sequences),
            cells.slice(),
            rowsAt(step, sequences),
            features(),
            outputRows(),
            rowsAt(step, sequences),
            units(),
            sequences);
  }

  private void normalizedForward(int step, int sequences) {
    int at = gatesAt(step, sequences);
    int rowsAt = rowsAt(step, sequences);
    arithmetic()
        .lstmCells(
            gateValues(),
            at,
            cellsBefore(step),
            cellsBeforeAt(step, sequences),
            cells.slice(),
            rowsAt,
            units(),
            sequences);
    cellNormalizer.forward(step, sequences, cells.slice());
    arithmetic()
        .lstmOutput(
            gateValues(),
            at,
            cellNormalizer.outputs(),
            rowsAt,
            features(),
            outputRows(),
            rowsAt,
            units(),
            sequences);
  }

  @Override
  void beginBackward(int sequences) {
    arithmetic().clear(cellSlope.slice(), 0, units() * sequences);
    if (cellNormalizer != null) {
      cellNormalizer.beginBackward(sequences);
    }
  }

  @Override
  void endBackward(int sequences) {
    if (cellNormalizer != null) {
      cellNormalizer.parameterGradient(sequences);
    }
  }

  private void normalizedBackward(int step, int sequences) {
    int at = gatesAt(step, sequences);
    arithmetic()
        .lstmOutputBackward(
            gateValues(),
            at,
            cellNormalizer.outputs(),
            rowsAt(step, sequences),
            hiddenSlope(),
            cellNormalizer.slope(),
            units(),
            sequences);
    cellNormalizer.backward(step, sequences, cellSlope.slice());
    arithmetic()
        .lstmCellsBackward(
            gateValues(),
            at,
            cellsBefore(step),
            cellsBeforeAt(step, sequences),
            cellSlope.slice(),
            units(),
            sequences);
  }

  @Override
  boolean stepBackward(int step, int sequences) {
    if (cellNormalizer != null) {
      normalizedBackward(step, sequences);
      return false;
    }
    arithmetic()
        .lstmBackward(
            gateValues(),
            gatesAt(step, sequences),
            cellsBefore(step),
            cellsBeforeAt(step, sequences),
            cells.slice(),
            rowsAt(step, sequences),
            hiddenSlope(),
            cellSlope.slice(),
            units(),
            sequences);
    return false;
  }

  @Override
  void productBackward(int step, int sequences, double beta) {
    productBackward(
        sequences, 0, GATES, recurrentSlope(), gatesAt(step, sequences), beta, hiddenSlope());
  }

  @Override
  void holdCell(int step, int sequence, int sequences) {
    int at = rowsAt(step, sequences);
    Slice from = cellsBefore(step);
    int fromAt = cellsBeforeAt(step, sequences);
    copyColumn(from, fromAt, cells.slice(), at, units(), sequence, sequences);
  }

  @Override
  void holdCellSlope(int sequence, int sequences) {
    copyColumn(cellSlope.slice(), 0, heldSlope.slice(), 0, units(), sequence, sequences);
    clearColumn(cellSlope.slice(), 0, units(), sequence, sequences);
  }

  @Override
  void releaseCellSlope(int step, int sequence, int sequences) {
    copyColumn(heldSlope.slice(), 0, cellSlope.slice(), 0, units(), sequence, sequences);
  }

  private Slice cellsBefore(int step) {
    return step == 0 ? initialCells.slice() : cells.slice();
  }

  private int cellsBeforeAt(int step, int sequences) {
    return step == 0 ? 0 : rowsAt(step - 1, sequences);
  }
}
