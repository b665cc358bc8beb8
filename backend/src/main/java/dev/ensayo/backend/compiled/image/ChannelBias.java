package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;

/** What follows the sums of a convolution {@code [H, W, C, B]}: a bias a channel, a function. */
final class ChannelBias {
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final int channels;
  private final int pixels;
  private final Region wide;
  private final Region ones;

  /**
   * @param bias null for none
   * @param channels C of the sums
   * @param pixels H·W of the sums
   */
  ChannelBias(
      BlockContext context,
      ParameterTensor bias,
      ActivationFunction function,
      int channels,
      int pixels) {
    this.bias = bias;
    this.function = function;
    this.channels = channels;
    this.pixels = pixels;
    this.wide = context.permanent(channels * context.largestBatch());
    this.ones = context.permanent(Math.max(context.largestBatch(), pixels));
  }

  /** output ← function(sums + bias). */
  void forward(Pass pass, Slice sums, Slice output) {
    int batch = pass.rows();
    Slice shift = null;
    if (bias != null) {
      shift = wide.slice();
      pass.arithmetic().images().repeatEach(bias.values(), channels, batch, shift);
    }
    pass.arithmetic().addBiasAndActivate(sums, shift, output, function, pixels, channels * batch);
  }

  /**
   * The gradient of the sums, and that of the bias.
   *
   * @param delta the gradient of the output; becomes that of the sums
   */
  void backward(Pass pass, Slice sums, Slice delta) {
    Arithmetic arithmetic = pass.arithmetic();
    int batch = pass.rows();
    arithmetic.activationBackward(sums, delta, function, pixels, channels * batch);
    if (bias != null) {
      Slice one = allOnes();
      Slice overPixels = wide.slice();
      arithmetic.multiply(false, channels * batch, pixels, delta, one, overPixels);
      arithmetic.multiply(true, batch, channels, overPixels, one, bias.gradient());
    }
  }

  /** A vector of ones, with which a matrix-vector product sums. */
  private Slice allOnes() {
    Slice slice = ones.slice();
    if (slice.get(0) == 0) {
      for (int i = 0; i < slice.length(); i++) {
        slice.put(i, 1);
      }
    }
    return slice;
  }
}
