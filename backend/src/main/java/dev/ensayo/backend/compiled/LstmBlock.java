package dev.ensayo.backend.compiled;

/**
 * Long short-term memory with forget gate and without peepholes (Gers et al., "Learning to forget",
 * 2000), Deeplearning4j's {@code LSTM}: with the sums (a, f, o, g) = x·W + h₋·U + b in this order,
 *
 * <p>c = σ(f)∘c₋ + σ(g)∘tanh(a); h = σ(o)∘tanh(c).
 *
 * <p>W is {@code [F, 4U]}, the recurrent matrix {@code [U, 4U]}, b {@code [4U]}. Carried state is
 * h, then c.
 */
final class LstmBlock extends RecurrentBlock {
  private static final int GATES = 4;

  private final Region initialCells;
  private final Region cells;
  private final Region cellSlope;
  private final Region heldSlope;

  LstmBlock(
      BlockContext context,
      int inputs,
      int units,
      ParameterTensor inputWeights,
      ParameterTensor recurrentWeights,
      ParameterTensor bias) {
    super(context, inputs, units, GATES, inputWeights, recurrentWeights, bias, 2 * units);
    int numbers = context.largestSequences() * units;
    this.initialCells = context.permanent(numbers);
    this.cells = context.untilBackward(units);
    this.cellSlope = context.permanent(numbers);
    this.heldSlope = context.permanent(numbers);
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
    addProduct(step, sequences, 0, GATES, gateValues(), at);
    arithmetic()
        .lstmForward(
            gateValues(),
            at,
            cellsBefore(step),
            cellsBeforeAt(step, sequences),
            cells.slice(),
            rowsAt(step, sequences),
            outputRows(),
            rowsAt(step, sequences),
            units(),
            sequences);
  }

  @Override
  void beginBackward(int sequences) {
    arithmetic().clear(cellSlope.slice(), 0, units() * sequences);
  }

  @Override
  boolean stepBackward(int step, int sequences) {
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
  void productBackward(int step, int sequences) {
    addProductBackward(sequences, 0, GATES, gateValues(), gatesAt(step, sequences));
  }

  @Override
  void recurrentGradient(int step, int sequences, boolean first) {
    addRecurrentGradient(
        sequences,
        0,
        GATES,
        before(step),
        beforeAt(step, sequences),
        gateValues(),
        gatesAt(step, sequences),
        first);
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
