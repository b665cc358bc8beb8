package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import java.util.List;

/**
 * h = function(x·W + h₋·U + b) (Elman, "Finding structure in time", 1990): Deeplearning4j's {@code
 * SimpleRnn}, with layer normalization as in {@link GateNormalizer} where that is asked for. W is
 * {@code [F, U]}, the recurrent matrix {@code [U, U]}, b {@code [U]}.
 */
final class SimpleRnnCell implements Cell {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final ActivationFunction function;

  SimpleRnnCell(ActivationFunction function) {
    this.function = function;
  }

  @Override
  public List<RecurrentTerm> terms() {
    return List.of(RecurrentTerm.ofGates(0, 1));
  }

  @Override
  public void forward(Steps steps, RecurrentProducts products) {
    arithmetic.activate(function, steps.gateValues(), steps.hidden(), steps.rows());
  }

  @Override
  public boolean backward(Steps steps, RecurrentProducts products) {
    arithmetic.activateBackward(function, steps.gateValues(), steps.slope());
    return false;
  }
}
