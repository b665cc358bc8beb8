package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.LinesFactory;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.PlanesFactory;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;

/** Makes the blocks of convolutions. */
final class Convolutions implements PlanesFactory, LinesFactory {
  /** Planes suit thin kernels that move pixel by pixel inside the image. */
  @Override
  public Use use(Node node) {
    ConvolutionLayer layer = (ConvolutionLayer) node.layer().configuration().getLayer();
    boolean byPixel = allAre(1, layer.getStride()) && allAre(1, layer.getDilation());
    boolean inside =
        layer.getConvolutionMode() != ConvolutionMode.Same && allAre(0, layer.getPadding());
    boolean thin = layer.getNIn() * layer.getKernelSize()[1] < WindowProducts.THIN;
    return byPixel && inside && thin ? Use.KEEPS : Use.NONE;
  }

  @Override
  public boolean takesLines(Node node) {
    return true;
  }

  private static boolean allAre(int number, int[] numbers) {
    return Arrays.stream(numbers).allMatch(each -> each == number);
  }

  @Override
  public Block create(BlockContext context) {
    ConvolutionLayer layer = (ConvolutionLayer) context.layer();
    String owner = context.owner();
    Shape input = ImageBlocks.image(context, layer.getCnn2dDataFormat());
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(owner, "weight noise");
    }
    if (layer.getNIn() != input.channels()) {
      throw Unsupported.inLayer(
          owner, "kernel of " + layer.getNIn() + " channels over " + input.channels());
    }
    ActivationFunction function = Functions.elementwise(layer.getActivationFn(), owner);
    Windows windows =
        Windows.of(
            input,
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getDilation(),
            layer.getConvolutionMode(),
            owner);
    int filters = Math.toIntExact(layer.getNOut());
    // Deeplearning4j keeps the biases of convolutions before the kernels.
    ParameterTensor bias =
        layer.hasBias() ? context.parameter(ConvolutionParamInitializer.BIAS_KEY, filters) : null;
    int kernels = Math.multiplyExact(filters, input.channels() * windows.taps());
    ParameterTensor weights = context.parameter(ConvolutionParamInitializer.WEIGHT_KEY, kernels);
    return context.input().planes()
        ? new PlanesConvolutionBlock(context, windows, weights, bias, filters, function)
        : new ConvolutionBlock(context, windows, weights, bias, filters, function);
  }
}
