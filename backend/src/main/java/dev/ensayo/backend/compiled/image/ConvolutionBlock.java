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
 * output[o, h, w] = function(b[o] + Σ W[o, c, i, j]·input[c, h·S + i·D − P, w·S + j·D − P]), the
 * cross-correlation that every library calls convolution (Goodfellow et al., "Deep learning", 2016,
 * eq. 9.6), with zeros around the image. {@link KernelProducts} has the products.
 */
public final class ConvolutionBlock implements Block {
  private final Value input;
  private final Value output;
  private final boolean addsToInputGradient;
  private final KernelProducts products;
  private final ChannelBias bias;
  private final Frame frame;
  private final Region sums;
  private final Region framed;
  private final Region framedGradient;

  /**
   * @param bias null for none
   */
  ConvolutionBlock(
      BlockContext context,
      Windows windows,
      ParameterTensor weights,
      ParameterTensor bias,
      int filters,
      ActivationFunction function) {
    this.input = context.input();
    int channels = input.shape().channels();
    this.addsToInputGradient = context.addsToInputGradient();
    this.frame = Frame.of(context, windows, channels);
    this.output =
        context.output(Shape.image(filters, windows.rows().output(), windows.columns().output()));
    this.sums =
        function.keepsOutput()
            ? output.data()
            : context.untilBackward(filters * windows.positions());
    this.framed = frame.needed() ? context.untilBackward(frame.size()) : null;
    this.framedGradient =
        frame.needed() && input.needsGradient() ? context.untilBackward(frame.size()) : null;
    this.products = KernelProducts.of(context, windows, weights, channels, filters);
    this.bias = ChannelBias.of(context, bias, function, output.shape());
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    products.takeKernels(images);
    Slice x = input.data().slice();
    if (framed != null) {
      frame.put(images, x, pass.rows(), framed.slice());
      x = framed.slice();
    }
    products.fromImage(images, x, pass.rows(), sums.slice());
    bias.forward(pass, sums.slice(), output.data().slice());
  }

  @Override
  public void backward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int batch = pass.rows();
    Slice delta = output.gradient().slice();
    bias.backward(pass, sums.slice(), delta);
    Slice x = framed == null ? input.data().slice() : framed.slice();
    products.kernelGradient(images, x, delta, batch);
    if (input.needsGradient()) {
      inputGradient(images, delta, batch);
    }
  }

  private void inputGradient(ImageArithmetic images, Slice delta, int batch) {
    Slice dx = framed == null ? input.gradient().slice() : framedGradient.slice();
    if (framed != null || !addsToInputGradient) {
      frame.clear(images, dx, batch);
    }
    products.addToImage(images, delta, batch, dx);
    if (framed != null) {
      frame.take(images, dx, batch, input.gradient().slice(), addsToInputGradient);
    }
  }
}
