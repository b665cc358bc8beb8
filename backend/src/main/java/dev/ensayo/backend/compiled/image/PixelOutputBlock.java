package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;

/**
 * An output without weights that is an image: y = function(x), pixel by pixel. It lies as rows
 * {@code [B, C·H·W]}, channel by channel, as targets come.
 */
final class PixelOutputBlock implements Block {
  private final Value input;
  private final Value output;
  private final ActivationFunction function;
  private final boolean lossIncludesFunction;
  private final boolean addsToInputGradient;
  private final Region activated;
  private final Region slopes;
  private final int[] place;
  private final int channels;
  private final int pixels;

  /**
   * @param function of a row {@code [C, B]}
   * @param lossIncludesFunction whether the gradient arrives as that of the input, not the output
   */
  PixelOutputBlock(
      BlockContext context, ActivationFunction function, boolean lossIncludesFunction) {
    this.input = context.input();
    this.function = function;
    this.lossIncludesFunction = lossIncludesFunction;
    this.addsToInputGradient = context.addsToInputGradient();
    this.channels = input.shape().channels();
    this.pixels = input.shape().height() * input.shape().width();
    this.place = ImagesBlock.placesOf(input.shape());
    this.output = context.output(input.shape());
    this.activated = context.untilBackward(input.shape().size());
    this.slopes = input.needsGradient() ? context.untilBackward(input.shape().size()) : null;
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int columns = channels * pass.rows();
    Slice y = activated.slice();
    arithmetic.copy(input.data().slice(), y, pixels * columns);
    arithmetic.addBiasAndActivate(y, null, y, function, pixels, columns);
    arithmetic.images().imagesToRows(y, place, output.data().slice(), pass.rows(), false);
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    Arithmetic arithmetic = pass.arithmetic();
    int batch = pass.rows();
    Slice delta = slopes.slice();
    arithmetic.images().rowsToImages(output.gradient().slice(), place, delta, batch, false);
    if (!pass.slopesIncludeFunction(lossIncludesFunction)) {
      Slice kept = function.keepsOutput() ? activated.slice() : input.data().slice();
      arithmetic.activationBackward(kept, delta, function, pixels, channels * batch);
    }
    Slice dx = input.gradient().slice();
    if (addsToInputGradient) {
      arithmetic.images().add(1, delta, 0, dx, 0, pixels * channels * batch);
    } else {
      arithmetic.copy(delta, dx, pixels * channels * batch);
    }
  }
}
