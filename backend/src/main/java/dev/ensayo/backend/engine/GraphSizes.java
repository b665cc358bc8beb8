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

/**
 * How long the inputs and outputs of a graph are.
 *
 * @param inputs Fᵢ
 * @param outputs Oᵢ
 */
public record GraphSizes(ImmutableList<Integer> inputs, ImmutableList<Integer> outputs) {
  public static GraphSizes of(GraphSpec spec) {
    return new GraphSizes(
        spec.inputs().values().stream()
            .map(ImageShape::size)
            .collect(ImmutableList.toImmutableList()),
        spec.outputs().keySet().stream()
            .map(name -> ImageShape.size(spec.shapes().get(name)))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * The sizes that a configuration tells.
   *
   * @throws InvalidSettingException if an input is read by joins alone
   */
  public static GraphSizes of(ComputationGraphConfiguration configuration) {
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
    return new GraphSizes(
        inputs.values().stream().map(ImageShape::size).collect(ImmutableList.toImmutableList()),
        configuration.getNetworkOutputs().stream()
            .map(name -> ImageShape.size(shapes.get(name)))
            .collect(ImmutableList.toImmutableList()));
  }

  public static GraphSizes of(int input, int output) {
    return new GraphSizes(ImmutableList.of(input), ImmutableList.of(output));
  }

  public static GraphSizes of(List<Integer> inputs, List<Integer> outputs) {
    return new GraphSizes(ImmutableList.copyOf(inputs), ImmutableList.copyOf(outputs));
  }
}
