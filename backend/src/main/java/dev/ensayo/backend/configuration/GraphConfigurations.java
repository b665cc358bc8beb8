package dev.ensayo.backend.configuration;

import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * From a {@link GraphSpec} to Deeplearning4j's configuration, of its standard layers and vertices
 * alone. A node becomes one vertex of its name, or several of which the last has its name.
 */
public final class GraphConfigurations {
  /** Ending of the vertex that makes an image of an input's row, or says how long the row is. */
  static final String SHAPED = "-shaped";

  private GraphConfigurations() {}

  /** The configuration that says all of the spec but the limit on the gradient's norm. */
  public static ComputationGraphConfiguration of(GraphSpec spec, long seed, DataType precision) {
    ComputationGraphConfiguration.GraphBuilder graph =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .dataType(precision)
            .graphBuilder();
    graph.addInputs(spec.inputs().keySet());
    spec.inputs().forEach((name, shape) -> graph.addVertex(name + SHAPED, shaping(shape), name));
    Map<String, List<Integer>> shapes = spec.shapes();
    for (GraphSpec.Node node : spec.nodes()) {
      String[] inputs =
          node.inputs().stream()
              .map(name -> spec.inputs().containsKey(name) ? name + SHAPED : name)
              .toArray(String[]::new);
      if (node.spec() instanceof JoinSpec join) {
        PlaceInGraph.join(graph, node.name(), join, inputs);
      } else {
        LayerSpec layer = (LayerSpec) node.spec();
        layer.addTo(
            new PlaceInGraph(
                graph,
                node.name(),
                inputs[0],
                shapes.get(node.inputs().get(0)),
                spec.regularization(),
                loss(spec, node.name())));
      }
    }
    graph.setOutputs(spec.outputs().keySet().toArray(new String[0]));
    return decayedOnce(graph.build());
  }

  /** The builder gives each layer the weight decay of the network twice. */
  static ComputationGraphConfiguration decayedOnce(ComputationGraphConfiguration configuration) {
    for (GraphVertex vertex : configuration.getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        NetworkConfigurations.decayOnce(layer.getLayerConf());
      }
    }
    return configuration;
  }

  /**
   * Appends the layers of a sequential network to a graph; returns the name of the output.
   *
   * @param prefix of their names, before their positions
   * @param input the vertex they follow
   */
  static String append(
      ComputationGraphConfiguration.GraphBuilder graph,
      NetworkSpec spec,
      String prefix,
      String input) {
    ILossFunction loss = InDeeplearning4j.loss(spec.loss(), spec.lossTerms());
    String before = input;
    int last = spec.layers().size() - 1;
    for (int i = 0; i <= last; i++) {
      String name = prefix + i;
      spec.layers()
          .get(i)
          .addTo(
              new PlaceInGraph(
                  graph,
                  name,
                  before,
                  spec.shapes().get(i),
                  spec.regularization(),
                  i == last ? loss : null));
      before = name;
    }
    return before;
  }

  /** The loss of an output; null for other nodes. */
  private static ILossFunction loss(GraphSpec spec, String node) {
    Loss loss = spec.outputs().get(node);
    return loss == null
        ? null
        : InDeeplearning4j.loss(loss, spec.lossTerms().getOrDefault(node, LossTerms.none()));
  }

  /** Makes an image of a row, or says how long the row is, which a graph tells nowhere else. */
  static GraphVertex shaping(List<Integer> shape) {
    return shape.size() == 3
        ? new PreprocessorVertex(
            new FeedForwardToCnnPreProcessor(shape.get(1), shape.get(2), shape.get(0)))
        : new ReshapeVertex(-1, shape.get(0));
  }
}
