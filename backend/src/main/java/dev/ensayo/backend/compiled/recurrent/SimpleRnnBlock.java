package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;

/**
 * h = function(x·W + h₋·U + b) (Elman, "Finding structure in time", 1990): Deeplearning4j's {@code
 * SimpleRnn}, with layer normalization as in {@link GateNormalizer} where that is asked for. W is
 * {@code [F, U]}, the recurrent matrix {@code [U, U]}, b {@code [U]}.
 */
public final class SimpleRnnBlock extends RecurrentBlock {
  private final ActivationFunction function;

  SimpleRnnBlock(
      BlockContext context,
      int inputs,
      int units,
      ParameterTensor inputWeights,
      ParameterTensor recurrentWeights,
      ParameterTensor bias,
      ActivationFunction function,
      Normalization normalization) {
    super(context, inputs, units, 1, inputWeights, recurrentWeights, bias, units, normalization);
    this.function = function;
  }

  @Override
  void loadCellState(Pass pass) {}

  @Override
  void storeCellState(Pass pass) {}

  @Override
  void stepForward(int step, int sequences) {
    int at = gatesAt(step, sequences);
    addRecurrentSums(step, sequences);
    arithmetic()
        .activate(
            function,
            gateValues(),
            at,
            features(),
            outputRows(),
            rowsAt(step, sequences),
            units(),
            sequences);
  }

  @Override
  void beginBackward(int sequences) {}

  @Override
  boolean stepBackward(int step, int sequences) {
    arithmetic()
        .activateBackward(
            function, gateValues(), gatesAt(step, sequences), hiddenSlope(), units(), sequences);
    return false;
  }

  @Override
  void productBackward(int step, int sequences, double beta) {
    productBackward(
        sequences, 0, 1, recurrentSlope(), gatesAt(step, sequences), beta, hiddenSlope());
  }

  @Override
  void holdCell(int step, int sequence, int sequences) {}

  @Override
  void holdCellSlope(int sequence, int sequences) {}

  @Override
  void releaseCellSlope(int step, int sequence, int sequences) {}
}
