package dev.ensayo.backend.configuration;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossOptions;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.ResidualSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
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

  private final ComputationGraphConfiguration.GraphBuilder graph;
  private final Regularization regularization;

  private GraphConfigurations(
      ComputationGraphConfiguration.GraphBuilder graph, Regularization regularization) {
    this.graph = graph;
    this.regularization = regularization;
  }

  /** The configuration that says all of the spec but the limit on the gradient's norm. */
  public static ComputationGraphConfiguration of(GraphSpec spec, long seed, DataType precision) {
    ComputationGraphConfiguration.GraphBuilder graph =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .dataType(precision)
            .graphBuilder();
    graph.addInputs(spec.inputs().keySet());
    GraphConfigurations nodes = new GraphConfigurations(graph, spec.regularization());
    for (Map.Entry<String, List<Integer>> input : spec.inputs().entrySet()) {
      nodes.addInput(input.getKey(), input.getValue());
    }
    Map<String, List<Integer>> shapes = spec.shapes();
    for (GraphSpec.Node node : spec.nodes()) {
      String[] inputs =
          node.inputs().stream()
              .map(name -> spec.inputs().containsKey(name) ? name + SHAPED : name)
              .toArray(String[]::new);
      if (node.spec() instanceof JoinSpec join) {
        nodes.addJoin(node.name(), join, inputs);
      } else {
        nodes.addLayer(
            node.name(),
            (LayerSpec) node.spec(),
            shapes.get(node.inputs().get(0)),
            inputs[0],
            loss(spec, node.name()));
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
    GraphConfigurations nodes = new GraphConfigurations(graph, spec.regularization());
    String before = input;
    int last = spec.layers().size() - 1;
    for (int i = 0; i <= last; i++) {
      nodes.addLayer(
          prefix + i,
          spec.layers().get(i),
          spec.shapes().get(i),
          before,
          i == last ? NetworkConfigurations.loss(spec.loss(), spec.lossOptions()) : null);
      before = prefix + i;
    }
    return before;
  }

  /** The loss of an output; null for other nodes. */
  private static ILossFunction loss(GraphSpec spec, String node) {
    Loss loss = spec.outputs().get(node);
    return loss == null
        ? null
        : NetworkConfigurations.loss(
            loss, spec.lossOptions().getOrDefault(node, LossOptions.none()));
  }

  private void addInput(String name, List<Integer> shape) {
    graph.addVertex(name + SHAPED, shaping(shape), name);
  }

  /** Makes an image of a row, or says how long the row is, which a graph tells nowhere else. */
  static GraphVertex shaping(List<Integer> shape) {
    return shape.size() == 3
        ? new PreprocessorVertex(
            new FeedForwardToCnnPreProcessor(shape.get(1), shape.get(2), shape.get(0)))
        : new ReshapeVertex(-1, shape.get(0));
  }

  private void addJoin(String name, JoinSpec join, String... inputs) {
    String sum = join.activation() == Activation.IDENTITY ? name : name + "-join";
    graph.addVertex(sum, vertex(join.kind()), inputs);
    if (!sum.equals(name)) {
      addActivation(name, join.activation(), sum);
    }
  }

  private static GraphVertex vertex(JoinSpec.Kind kind) {
    return switch (kind) {
      case ADD -> new ElementWiseVertex(ElementWiseVertex.Op.Add);
      case SUBTRACT -> new ElementWiseVertex(ElementWiseVertex.Op.Subtract);
      case PRODUCT -> new ElementWiseVertex(ElementWiseVertex.Op.Product);
      case AVERAGE -> new ElementWiseVertex(ElementWiseVertex.Op.Average);
      case MAX -> new ElementWiseVertex(ElementWiseVertex.Op.Max);
      case MERGE -> new MergeVertex();
    };
  }

  private void addActivation(String name, Activation activation, String input) {
    Layer layer =
        new ActivationLayer.Builder()
            .activation(NetworkConfigurations.activation(activation))
            .build();
    graph.addLayer(name, layer, input);
  }

  /**
   * A layer of any kind.
   *
   * @param shape what enters
   * @param loss of an output layer; null for the others
   */
  private void addLayer(
      String name, LayerSpec layer, List<Integer> shape, String input, ILossFunction loss) {
    if (layer instanceof DenseSpec dense) {
      addDense(name, dense, shape, input, loss);
    } else if (layer instanceof ResidualSpec residual) {
      addResidual(name, residual, shape, input);
    } else if (layer instanceof DuelingSpec dueling) {
      addDueling(name, dueling, shape, input, loss);
    } else {
      List<Layer> layers = new ArrayList<>();
      ImageLayers.add(layers::add, layer, shape, regularization);
      String before = input;
      for (int i = 0; i < layers.size(); i++) {
        String own = i == layers.size() - 1 ? name : name + "-" + i;
        graph.addLayer(own, layers.get(i), before);
        before = own;
      }
    }
  }

  private void addDense(
      String name, DenseSpec dense, List<Integer> shape, String input, ILossFunction loss) {
    FeedForwardLayer.Builder<?> builder =
        loss == null ? new DenseLayer.Builder() : new OutputLayer.Builder(loss);
    regularization
        .maxNorm()
        .ifPresent(norm -> builder.constrainWeights(new MaxNormConstraint(norm, 0)));
    Layer layer = NetworkConfigurations.build(builder, ImageShape.size(shape), dense);
    graph.addLayer(name, layer, flattening(shape), input);
  }

  /** What makes rows of images before a dense layer; null where there are rows. */
  static InputPreProcessor flattening(List<Integer> shape) {
    return shape.size() == 3
        ? new CnnToFeedForwardPreProcessor(shape.get(1), shape.get(2), shape.get(0))
        : null;
  }

  private void addResidual(String name, ResidualSpec block, List<Integer> shape, String input) {
    List<Integer> inside = block.outputShape(shape);
    BatchNormalizationSpec normalization =
        new BatchNormalizationSpec(block.decay(), block.epsilon(), Activation.IDENTITY);
    addLayer(
        name + "-conv1", block.convolution(block.kernel(), block.stride()), shape, input, null);
    addLayer(name + "-norm1", normalization, inside, name + "-conv1", null);
    addActivation(name + "-activation1", block.activation(), name + "-norm1");
    addLayer(
        name + "-conv2", block.convolution(block.kernel(), 1), inside, name + "-activation1", null);
    addLayer(name + "-norm2", normalization, inside, name + "-conv2", null);
    String shortcut = input;
    if (!inside.equals(shape)) {
      addLayer(name + "-conv3", block.convolution(1, block.stride()), shape, input, null);
      addLayer(name + "-norm3", normalization, inside, name + "-conv3", null);
      shortcut = name + "-norm3";
    }
    addJoin(name, new JoinSpec(JoinSpec.Kind.ADD, block.activation()), name + "-norm2", shortcut);
  }

  /** The mean of the advantages is that of single features: no vertex takes a mean of features. */
  private void addDueling(
      String name, DuelingSpec spec, List<Integer> shape, String input, ILossFunction loss) {
    String value = addStream(name + "-value", 1, spec, shape, input);
    String advantages = addStream(name + "-advantage", spec.actions(), spec, shape, input);
    String[] each = new String[spec.actions()];
    for (int a = 0; a < each.length; a++) {
      each[a] = advantages + a;
      graph.addVertex(each[a], new SubsetVertex(a, a), advantages);
    }
    graph.addVertex(name + "-mean", vertex(JoinSpec.Kind.AVERAGE), each);
    graph.addVertex(name + "-offset", vertex(JoinSpec.Kind.SUBTRACT), value, name + "-mean");
    graph.addVertex(name + "-sum", vertex(JoinSpec.Kind.ADD), advantages, name + "-offset");
    Layer output =
        new LossLayer.Builder(loss)
            .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
            .build();
    graph.addLayer(name, output, name + "-sum");
  }

  private String addStream(
      String name, int outputs, DuelingSpec spec, List<Integer> shape, String input) {
    List<Integer> entering = shape;
    String before = input;
    if (spec.hiddenUnits() > 0) {
      before = name + "-hidden";
      DenseSpec hidden =
          DenseSpec.of(spec.hiddenUnits(), spec.hiddenActivation(), spec.initialization());
      addDense(before, hidden, shape, input, null);
      entering = ImmutableList.of(spec.hiddenUnits());
    }
    DenseSpec last = DenseSpec.of(outputs, Activation.IDENTITY, spec.initialization());
    addDense(name, last, entering, before, null);
    return name;
  }
}
