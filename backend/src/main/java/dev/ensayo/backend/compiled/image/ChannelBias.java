package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;

/** What follows the sums of a convolution: a bias a channel, a function. */
interface ChannelBias {
  /**
   * Of images that lie as those of a block.
   *
   * @param bias null for none
   * @param sums {@code [C, H, W]}
   */
  static ChannelBias of(
      BlockContext context, ParameterTensor bias, ActivationFunction function, Shape sums) {
    return context.layout() == ImageLayout.LINES
        ? new LineBias(bias, function, sums)
        : new PixelBias(context, bias, function, sums.channels(), sums.height() * sums.width());
  }

  /** output ← function(sums + bias). */
  void forward(Pass pass, Slice sums, Slice output);

  /**
   * The gradient of the sums, and that of the bias.
   *
   * @param delta the gradient of the output; becomes that of the sums
   */
  void backward(Pass pass, Slice sums, Slice delta);
}
