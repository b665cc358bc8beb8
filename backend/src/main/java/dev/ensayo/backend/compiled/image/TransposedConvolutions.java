package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;

/** Makes the blocks of transposed convolutions, which Deeplearning4j calls deconvolutions. */
final class TransposedConvolutions {
  private TransposedConvolutions() {}

  static Block create(BlockContext context) {
    Deconvolution2D layer = (Deconvolution2D) context.layer();
    String owner = context.owner();
    Shape input = ImageBlocks.image(context, layer.getCnn2dDataFormat());
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(owner, "weight noise");
    }
    if (layer.getNIn() != input.channels()) {
      throw Unsupported.inLayer(
          owner, "kernel of " + layer.getNIn() + " channels over " + input.channels());
    }
    int[] dilation = layer.getDilation();
    if (dilation[0] != 1 || dilation[1] != 1) {
      throw Unsupported.inLayer(owner, "transposed convolution with dilation");
    }
    ActivationFunction function = Functions.elementwise(layer.getActivationFn(), owner);
    Windows windows = windows(layer, input, owner);
    int filters = windows.input().channels();
    // Deeplearning4j keeps the biases of convolutions before the kernels.
    ParameterTensor bias =
        layer.hasBias() ? context.parameter(ConvolutionParamInitializer.BIAS_KEY, filters) : null;
    int kernels = Math.multiplyExact(filters, input.channels() * windows.taps());
    ParameterTensor weights = context.parameter(ConvolutionParamInitializer.WEIGHT_KEY, kernels);
    return new TransposedConvolutionBlock(context, windows, weights, bias, function);
  }

  /** The windows over the output of which each belongs to a pixel of the input. */
  private static Windows windows(Deconvolution2D layer, Shape input, String owner) {
    int[] kernel = layer.getKernelSize();
    int[] stride = layer.getStride();
    int[] padding = layer.getPadding();
    boolean same = layer.getConvolutionMode() == ConvolutionMode.Same;
    if (same && (kernel[0] < stride[0] || kernel[1] < stride[1])) {
      throw Unsupported.inLayer(owner, "kernel below the stride in mode Same");
    }
    Shape output =
        Shape.image(
            Math.toIntExact(layer.getNOut()),
            side(input.height(), 0, same, kernel, stride, padding, owner),
            side(input.width(), 1, same, kernel, stride, padding, owner));
    ConvolutionMode mode = same ? ConvolutionMode.Same : ConvolutionMode.Truncate;
    return Windows.of(output, kernel, stride, padding, layer.getDilation(), mode, owner);
  }

  private static int side(
      int size, int axis, boolean same, int[] kernel, int[] stride, int[] padding, String owner) {
    if (same) {
      return Math.multiplyExact(size, stride[axis]);
    }
    try {
      return OutputSize.transposed(size, kernel[axis], stride[axis], padding[axis]);
    } catch (IllegalArgumentException e) {
      throw Unsupported.inLayer(owner, "image: " + e.getMessage());
    }
  }
}
