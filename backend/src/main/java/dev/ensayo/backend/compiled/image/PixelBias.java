package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Ones;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;

/** The biases of images that lie pixel by pixel, {@code [H, W, C, B]}. */
final class PixelBias implements ChannelBias {
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final int channels;
  private final int pixels;
  private final Region wide;
  private final Ones ones;

  /**
   * @param bias null for none
   * @param channels C of the sums
   * @param pixels H·W of the sums
   */
  PixelBias(
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
    this.ones = new Ones(context, Math.max(context.largestBatch(), pixels));
  }

  @Override
  public void forward(Pass pass, Slice sums, Slice output) {
    int batch = pass.rows();
    Slice shift = null;
    if (bias != null) {
      shift = wide.slice();
      pass.arithmetic().images().repeatEach(bias.values(), channels, batch, shift);
    }
    pass.arithmetic().addBiasAndActivate(sums, shift, output, function, pixels, channels * batch);
  }

  @Override
  public void backward(Pass pass, Slice sums, Slice delta) {
    Arithmetic arithmetic = pass.arithmetic();
    int batch = pass.rows();
    arithmetic.activationBackward(sums, delta, function, pixels, channels * batch);
    if (bias != null) {
      Slice one = ones.slice();
      Slice overPixels = wide.slice();
      arithmetic.multiply(false, channels * batch, pixels, delta, one, overPixels);
      arithmetic.multiply(true, batch, channels, overPixels, one, bias.gradient());
    }
  }
}
