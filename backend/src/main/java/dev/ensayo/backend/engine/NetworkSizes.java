package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.configuration.GraphShapes;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * How long the inputs and outputs of a network are.
 *
 * @param inputs Fᵢ
 * @param outputShapes {@code [Oᵢ]}, or {@code [C, H, W]} of an output of pixels
 */
public record NetworkSizes(
    ImmutableList<Integer> inputs, ImmutableList<List<Integer>> outputShapes) {
  /** Oᵢ: C·H·W of an output of pixels. */
  ImmutableList<Integer> outputs() {
    return outputShapes.stream().map(ImageShape::size).collect(ImmutableList.toImmutableList());
  }

  public static NetworkSizes of(GraphSpec spec) {
    return new NetworkSizes(
        spec.inputs().values().stream()
            .map(ImageShape::size)
            .collect(ImmutableList.toImmutableList()),
        spec.outputs().keySet().stream()
            .map(name -> spec.shapes().get(name))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * The sizes that a configuration tells.
   *
   * @throws InvalidSettingException if an input is read by joins alone
   */
  public static NetworkSizes of(ComputationGraphConfiguration configuration) {
    Map<String, List<Integer>> inputs = new LinkedHashMap<>();
    for (String name : configuration.getNetworkInputs()) {
      inputs.put(
          name,
          GraphShapes.known(configuration, name)
              .orElseThrow(
                  () ->
                      new InvalidSettingException(
                          "inputShape", "the graph does not tell the size of input " + name)));
    }
    Map<String, List<Integer>> shapes =
        GraphShapes.of(configuration, inputs, configuration.getVertices().keySet());
    return new NetworkSizes(
        inputs.values().stream().map(ImageShape::size).collect(ImmutableList.toImmutableList()),
        configuration.getNetworkOutputs().stream()
            .map(shapes::get)
            .collect(ImmutableList.toImmutableList()));
  }

  /** The sizes of a chain. */
  public static NetworkSizes of(MultiLayerNetwork network) {
    InputPreProcessor first = network.getLayerWiseConfigurations().getInputPreProcess(0);
    int input =
        first instanceof FeedForwardToCnnPreProcessor images
            ? Math.toIntExact(
                images.getNumChannels() * images.getInputHeight() * images.getInputWidth())
            : network.layerInputSize(0);
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    if (network.getOutputLayer().conf().getLayer() instanceof CnnLossLayer) {
      return of(input, pixels(configuration));
    }
    // A loss layer at the end has no size of its own.
    int last = network.getnLayers() - 1;
    while (last > 0 && network.layerSize(last) == 0) {
      last--;
    }
    return of(input, network.layerSize(last));
  }

  /** The shape of the image that a chain ends in. */
  private static List<Integer> pixels(MultiLayerConfiguration configuration) {
    InputType type = null;
    for (int i = 0; i < configuration.getConfs().size(); i++) {
      InputPreProcessor before = configuration.getInputPreProcess(i);
      if (i == 0 && before instanceof FeedForwardToCnnPreProcessor images) {
        type =
            InputType.convolutional(
                images.getInputHeight(), images.getInputWidth(), images.getNumChannels());
      } else if (before != null && type != null) {
        type = before.getOutputType(type);
      }
      if (type == null) {
        throw new InvalidSettingException(
            "inputShape", "the network ends in pixels and does not tell the size of its input");
      }
      type = configuration.getConf(i).getLayer().getOutputType(i, type);
    }
    InputType.InputTypeConvolutional image = (InputType.InputTypeConvolutional) type;
    return ImmutableList.of(
        Math.toIntExact(image.getChannels()),
        Math.toIntExact(image.getHeight()),
        Math.toIntExact(image.getWidth()));
  }

  /**
   * The sizes of what follows a boundary.
   *
   * @param shape of one example there
   */
  static NetworkSizes after(List<Integer> shape, NetworkSizes whole) {
    return new NetworkSizes(ImmutableList.of(ImageShape.size(shape)), whole.outputShapes());
  }

  private static NetworkSizes of(int input, int output) {
    return of(input, ImmutableList.of(output));
  }

  /** The sizes of a network with one input and one output. */
  public static NetworkSizes of(int input, List<Integer> outputShape) {
    return new NetworkSizes(ImmutableList.of(input), ImmutableList.of(outputShape));
  }
}
