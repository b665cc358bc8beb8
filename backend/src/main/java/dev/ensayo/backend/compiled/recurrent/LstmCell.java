package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.node.BlockContext;
import java.util.List;

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
final class LstmCell implements Cell {
  static final int GATES = 4;

  private final LstmKernel kernel = new LstmKernel();
  private final CarriedState cells;
  private final CellNormalizer normalizer;

  /**
   * @param parameters whose gains, if there are any, {@code [2, 4U]}, are followed by those and the
   *     biases of the cells, {@code [2, U]}
   */
  LstmCell(BlockContext context, RecurrentParameters parameters) {
    int units = parameters.units();
    this.cells = new CarriedState(context, units);
    this.normalizer =
        parameters.gains() == null
            ? null
            : new CellNormalizer(context, parameters.gains(), 2 * GATES * units, units);
  }

  @Override
  public List<RecurrentTerm> terms() {
    return List.of(RecurrentTerm.ofGates(0, GATES));
  }

  @Override
  public List<CarriedState> carried() {
    return List.of(cells);
  }

  @Override
  public void forward(Steps steps, RecurrentProducts products) {
    Matrix gates = steps.gateValues();
    Matrix c = cells.now(steps);
    if (normalizer == null) {
      kernel.forward(gates, cells.before(steps), c, steps.hidden(), steps.rows());
    } else {
      kernel.cells(gates, cells.before(steps), c);
      normalizer.forward(steps, c);
      kernel.output(gates, normalizer.outputs(steps), steps.hidden(), steps.rows());
    }
  }

  @Override
  public void beginBackward(int sequences) {
    if (normalizer != null) {
      normalizer.beginBackward(sequences);
    }
  }

  @Override
  public boolean backward(Steps steps, RecurrentProducts products) {
    Matrix gates = steps.gateValues();
    Matrix before = cells.before(steps);
    Matrix cellSlope = cells.slope(steps);
    if (normalizer == null) {
      kernel.backward(gates, before, cells.now(steps), steps.slope(), cellSlope);
    } else {
      Matrix outputs = normalizer.outputs(steps);
      kernel.outputBackward(gates, outputs, steps.slope(), normalizer.slope(steps));
      normalizer.backward(steps, cellSlope);
      kernel.cellsBackward(gates, before, cellSlope);
    }
    return false;
  }

  @Override
  public void endBackward(int sequences) {
    if (normalizer != null) {
      normalizer.parameterGradient(sequences);
    }
  }
}
