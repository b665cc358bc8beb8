package dev.ensayo.backend.compiled.transformer;

import dev.ensayo.backend.compiled.arithmetic.AttentionArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/** output = input + the vector of its position in the sequence; rows {@code [T·B, D]}. */
final class PositionsBlock implements Block {
  private final AttentionArithmetic arithmetic = new AttentionArithmetic();
  private final Value input;
  private final Value output;
  private final ParameterTensor positions;
  private final int size;
  private final boolean addsToInputGradient;
  private final CarriedSteps steps;

  /**
   * @param positions {@code [longest, D]}, row by row
   */
  PositionsBlock(BlockContext context, ParameterTensor positions, int size, int longest) {
    this.input = context.input();
    this.positions = positions;
    this.size = size;
    this.addsToInputGradient = context.addsToInputGradient();
    this.steps = new CarriedSteps(context, longest);
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    steps.advance(pass);
    Slice x = input.data().slice();
    Slice p = positions.values();
    int sequences = pass.sequences();
    for (int row = 0; row < pass.rows(); row++) {
      int position = steps.before(row % sequences) + row / sequences;
      arithmetic.sum(x, row * size, p, position * size, output.data().slice(), row * size, size);
    }
  }

  @Override
  public void backward(Pass pass) {
    Slice slopes = output.gradient().slice();
    Slice gradient = positions.gradient();
    pass.arithmetic().images().clear(gradient, gradient.length());
    int sequences = pass.sequences();
    for (int row = 0; row < pass.rows(); row++) {
      int at = (steps.before(row % sequences) + row / sequences) * size;
      arithmetic.sum(gradient, at, slopes, row * size, gradient, at, size);
    }
    if (input.needsGradient()) {
      Slice ofInput = input.gradient().slice();
      int count = pass.rows() * size;
      if (addsToInputGradient) {
        pass.arithmetic().images().add(1, slopes, 0, ofInput, 0, count);
      } else {
        pass.arithmetic().copy(slopes, ofInput, count);
      }
    }
  }
}
