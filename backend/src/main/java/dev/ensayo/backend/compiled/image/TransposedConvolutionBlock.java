package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * output[o, h·S + i − P, w·S + j − P] = function(b[o] + Σ W[c, o, i, j]·input[c, h, w]), summed
 * over all c, h, w, i, j that fall on the pixel: what takes the gradient of a convolution's output
 * to that of its input (Dumoulin and Visin, "A guide to convolution arithmetic", 2016, chapter 4).
 * P rows and columns on each side of the output are cut off.
 *
 * <p>Forward is a product of each pixel with the kernels, added over its window of the output
 * (col2im); backward, a convolution of the output's gradient. {@link KernelProducts} has both.
 */
final class TransposedConvolutionBlock implements Block {
  private final Value input;
  private final Value output;
  private final boolean addsToInputGradient;
  private final KernelProducts products;
  private final ChannelBias bias;
  private final Frame frame;
  private final Region sums;
  private final Region framed;

  /**
   * @param windows over the output, of which each belongs to a pixel of the input
   * @param bias null for none
   */
  TransposedConvolutionBlock(
      BlockContext context,
      Windows windows,
      ParameterTensor weights,
      ParameterTensor bias,
      ActivationFunction function) {
    this.input = context.input();
    this.addsToInputGradient = context.addsToInputGradient();
    Shape shape = windows.input();
    int filters = shape.channels();
    this.frame = Frame.of(context, windows, filters);
    this.output = context.output(shape);
    this.sums =
        function.keepsOutput() ? output.data() : context.untilBackward(output.shape().size());
    this.framed = frame.needed() ? context.untilBackward(frame.size()) : null;
    this.products = KernelProducts.of(context, windows, weights, filters, input.shape().channels());
    this.bias = ChannelBias.of(context, bias, function, shape);
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int batch = pass.rows();
    products.takeKernels(images);
    Slice z = framed == null ? sums.slice() : framed.slice();
    frame.clear(images, z, batch);
    products.addToImage(images, input.data().slice(), batch, z);
    if (framed != null) {
      frame.take(images, z, batch, sums.slice(), false);
    }
    bias.forward(pass, sums.slice(), output.data().slice());
  }

  @Override
  public void backward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int batch = pass.rows();
    Slice delta = output.gradient().slice();
    bias.backward(pass, sums.slice(), delta);
    if (framed != null) {
      frame.put(images, delta, batch, framed.slice());
      delta = framed.slice();
    }
    products.kernelGradient(images, delta, input.data().slice(), batch);
    if (!input.needsGradient()) {
      return;
    }
    Slice dx = input.gradient().slice();
    if (addsToInputGradient) {
      products.addFromImage(images, delta, batch, dx);
    } else {
      products.fromImage(images, delta, batch, dx);
    }
  }
}
