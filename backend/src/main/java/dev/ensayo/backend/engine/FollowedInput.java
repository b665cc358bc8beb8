package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.model.LayerTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What Deeplearning4j makes of one input, layer by layer. */
final class FollowedInput {
  private final ImmutableList.Builder<LayerTrace> traces = ImmutableList.builder();

  /**
   * Adds the next layer.
   *
   * @param output {@code [1, F]} or {@code [1, C, H, W]}
   */
  void add(Layer layer, INDArray output) {
    org.deeplearning4j.nn.conf.layers.Layer conf =
        NetworkConfigurations.inner(layer.conf().getLayer()).get(0);
    ImmutableList<Integer> shape = shape(output);
    boolean plain = conf.getClass() == ConvolutionLayer.class;
    traces.add(
        new LayerTrace(
            conf.getClass().getSimpleName(),
            windows(conf),
            shape,
            layer.numParams(),
            multiplyAdds(conf, layer.numParams(), shape),
            output.dup('c').data().asFloat(),
            plain
                ? layer.getParam(ConvolutionParamInitializer.WEIGHT_KEY).dup('c').data().asFloat()
                : new float[0]));
  }

  ImmutableList<LayerTrace> traces() {
    return traces.build();
  }

  private static ImmutableList<Integer> shape(INDArray output) {
    return Arrays.stream(output.shape())
        .skip(1)
        .mapToObj(Math::toIntExact)
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<LayerTrace.Windows> windows(
      org.deeplearning4j.nn.conf.layers.Layer conf) {
    if (conf instanceof ConvolutionLayer convolution) {
      return Optional.of(
          new LayerTrace.Windows(
              sides(convolution.getKernelSize()),
              sides(convolution.getStride()),
              sides(convolution.getPadding()),
              sides(convolution.getDilation()),
              convolution.getConvolutionMode() == ConvolutionMode.Same));
    }
    if (conf instanceof SubsamplingLayer pooling) {
      return Optional.of(
          new LayerTrace.Windows(
              sides(pooling.getKernelSize()),
              sides(pooling.getStride()),
              sides(pooling.getPadding()),
              sides(pooling.getDilation()),
              pooling.getConvolutionMode() == ConvolutionMode.Same));
    }
    return Optional.empty();
  }

  private static ImmutableList<Integer> sides(int... values) {
    return ImmutableList.copyOf(Ints.asList(values));
  }

  private static OptionalLong multiplyAdds(
      org.deeplearning4j.nn.conf.layers.Layer conf, long parameters, List<Integer> shape) {
    if (parameters == 0) {
      return OptionalLong.of(0);
    }
    if (conf.getClass() == ConvolutionLayer.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) conf;
      long window = convolution.getNIn();
      for (int side : convolution.getKernelSize()) {
        window *= side;
      }
      return OptionalLong.of(
          window * shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
    }
    if (conf.getClass() == DenseLayer.class) {
      return OptionalLong.of(((DenseLayer) conf).getNIn() * ((DenseLayer) conf).getNOut());
    }
    if (conf.getClass() == OutputLayer.class) {
      return OptionalLong.of(((OutputLayer) conf).getNIn() * ((OutputLayer) conf).getNOut());
    }
    return OptionalLong.empty();
  }
}
