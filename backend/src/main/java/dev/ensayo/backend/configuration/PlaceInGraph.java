package dev.ensayo.backend.configuration;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.GraphDraft;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.LayerDraft;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Regularization;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The place of one node in a graph.
 *
 * @param name of the vertex whose value is the node's
 * @param input the vertex whose value enters
 * @param inputShape of that value
 * @param output the loss of an output layer; null for the others
 */
record PlaceInGraph(
    GraphBuilder graphBuilder,
    String name,
    String input,
    List<Integer> inputShape,
    Regularization regularization,
    ILossFunction output)
    implements LayerDraft, GraphDraft {

  @Override
  public Optional<ILossFunction> loss() {
    return Optional.ofNullable(output);
  }

  @Override
  public GraphDraft graph() {
    return this;
  }

  /** Each but the last is called by its position. */
  @Override
  public void add(Layer... layers) {
    add(null, layers);
  }

  @Override
  public void addOverRows(Layer... layers) {
    add(flattening(inputShape), layers);
  }

  private void add(InputPreProcessor first, Layer... layers) {
    String before = input;
    for (int i = 0; i < layers.length; i++) {
      String own = name + (i == layers.length - 1 ? "" : "-" + i);
      graphBuilder.addLayer(own, layers[i], i == 0 ? first : null, before);
      before = own;
    }
  }

  /** What makes rows of images; null where there are rows. */
  static InputPreProcessor flattening(List<Integer> shape) {
    return shape.size() == 3
        ? new CnnToFeedForwardPreProcessor(shape.get(1), shape.get(2), shape.get(0))
        : null;
  }

  @Override
  public String add(String ending, LayerSpec layer, List<Integer> shape, String from) {
    String own = name + ending;
    layer.addTo(new PlaceInGraph(graphBuilder, own, from, shape, regularization, null));
    return own;
  }

  @Override
  public String add(String ending, Layer layer, String from) {
    graphBuilder.addLayer(name + ending, layer, from);
    return name + ending;
  }

  @Override
  public String add(String ending, GraphVertex vertex, String... inputs) {
    graphBuilder.addVertex(name + ending, vertex, inputs);
    return name + ending;
  }

  @Override
  public String add(String ending, JoinSpec join, String... inputs) {
    return join(graphBuilder, name + ending, join, inputs);
  }

  /** Adds a join, and its function under its name if it has one. */
  static String join(GraphBuilder graphBuilder, String name, JoinSpec join, String... inputs) {
    if (join.activation() == Activation.IDENTITY) {
      graphBuilder.addVertex(name, join.vertex(), inputs);
      return name;
    }
    String joined = name + "-join";
    graphBuilder.addVertex(joined, join.vertex(), inputs);
    Layer function =
        new ActivationLayer.Builder()
            .activation(InDeeplearning4j.activation(join.activation()))
            .build();
    graphBuilder.addLayer(name, function, joined);
    return name;
  }
}
