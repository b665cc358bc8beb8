package dev.ensayo.backend.configuration;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.model.NetworkOutline;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.TransferSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes the graph that a {@link TransferSpec} asks for of one that was trained. */
public final class GraphTransfer {
  private final TransferSpec spec;
  private final ComputationGraph source;
  private final ComputationGraphConfiguration configuration;
  private final String input;
  private final String madeFor;
  private final List<Integer> inputShape;
  private final Map<String, List<Integer>> shapes;
  private final List<String> order;
  private final Set<String> kept;
  private final List<String> torso;
  private final int frozen;
  private final String end;

  /**
   * @param source read from a zip; not changed
   */
  public GraphTransfer(ComputationGraph source, TransferSpec spec) {
    this.source = source;
    this.spec = spec;
    this.configuration = checked(source);
    this.input = configuration.getNetworkInputs().get(0);
    this.madeFor = GraphShapes.madeFor(configuration);
    this.inputShape = GraphShapes.asRead(configuration, spec.inputShape());
    shapeInput(configuration, inputShape);
    this.order = layers(configuration);
    this.end = end();
    this.kept = ancestors(configuration, end);
    this.shapes = GraphShapes.of(configuration, ImmutableMap.of(input, inputShape), kept, madeFor);
    this.torso = order.stream().filter(kept::contains).toList();
    this.frozen = frozen();
  }

  /** The layers of a network as they are. */
  public static NetworkOutline outline(ComputationGraph source, List<Integer> inputShape) {
    ComputationGraphConfiguration configuration = checked(source);
    String madeFor = GraphShapes.madeFor(configuration);
    List<Integer> read = GraphShapes.asRead(configuration, inputShape);
    shapeInput(configuration, read);
    return outline(source, configuration, read, madeFor);
  }

  private static NetworkOutline outline(
      ComputationGraph network,
      ComputationGraphConfiguration configuration,
      List<Integer> inputShape,
      String madeFor) {
    String name = configuration.getNetworkInputs().get(0);
    Map<String, List<Integer>> all =
        GraphShapes.of(
            configuration,
            ImmutableMap.of(name, inputShape),
            configuration.getVertices().keySet(),
            madeFor);
    List<NetworkOutline.Layer> outlined = new ArrayList<>();
    for (String vertex : layers(configuration)) {
      outlined.add(
          new NetworkOutline.Layer(
              vertex,
              GraphShapes.kind(configuration.getVertices().get(vertex)),
              all.get(vertex),
              Math.toIntExact(network.getVertex(vertex).numParams())));
    }
    return new NetworkOutline(inputShape, outlined);
  }

  /** A copy of the configuration, if it has one input and one output. */
  private static ComputationGraphConfiguration checked(ComputationGraph network) {
    ComputationGraphConfiguration own = network.getConfiguration();
    if (own.getNetworkInputs().size() != 1 || own.getNetworkOutputs().size() != 1) {
      throw new InvalidSettingException(
          "inputShape",
          "transfer works on networks with one input and one output, not with "
              + own.getNetworkInputs().size()
              + " and "
              + own.getNetworkOutputs().size());
    }
    ComputationGraphConfiguration copy = own.clone();
    copy.setTopologicalOrderStr(own.getTopologicalOrderStr());
    copy.getVertices().replaceAll((name, vertex) -> GraphShapes.inner(vertex));
    return copy;
  }

  /**
   * Networks that are given images as {@code [B, C, H, W]} have layers that read the input as it
   * is; here an input is a row, of which a vertex makes an image for all that read it.
   */
  private static void shapeInput(
      ComputationGraphConfiguration configuration, List<Integer> inputShape) {
    String input = configuration.getNetworkInputs().get(0);
    boolean image = false;
    for (String name : configuration.getVertices().keySet()) {
      image |= inputShape.size() == 3 && readsImage(configuration, name, input, inputShape);
    }
    if (!image) {
      return;
    }
    String shaped = input + GraphConfigurations.SHAPED;
    Map<String, GraphVertex> vertices = new LinkedHashMap<>();
    vertices.put(shaped, GraphConfigurations.shaping(inputShape));
    vertices.putAll(configuration.getVertices());
    configuration
        .getVertexInputs()
        .replaceAll(
            (name, read) -> read.stream().map(one -> one.equals(input) ? shaped : one).toList());
    configuration.getVertexInputs().put(shaped, List.of(input));
    configuration.setVertices(vertices);
    List<String> order = new ArrayList<>(configuration.getTopologicalOrderStr());
    order.add(order.indexOf(input) + 1, shaped);
    configuration.setTopologicalOrderStr(order);
  }

  /**
   * Whether a vertex reads a value as an image: it is a layer for images, or one that keeps any
   * shape and has such a layer after it.
   */
  private static boolean readsImage(
      ComputationGraphConfiguration configuration, String name, String value, List<Integer> shape) {
    if (!configuration.getVertexInputs().get(name).contains(value)
        || !(configuration.getVertices().get(name) instanceof LayerVertex vertex)
        || vertex.getPreProcessor() != null) {
      return false;
    }
    Layer layer = GraphShapes.layer(vertex);
    return GraphShapes.takesImagesAlone(layer)
        || layer instanceof GlobalPoolingLayer
        || (layer instanceof BatchNormalization normalization
            && normalization.getNIn() == shape.get(0))
        || (GraphShapes.keepsShape(layer)
            && configuration.getVertices().keySet().stream()
                .anyMatch(next -> readsImage(configuration, next, name, shape)));
  }

  /** The vertices that count as layers, in order. */
  private static List<String> layers(ComputationGraphConfiguration configuration) {
    return configuration.getTopologicalOrderStr().stream()
        .filter(name -> !configuration.getNetworkInputs().contains(name))
        .filter(name -> !GraphShapes.rearranges(configuration.getVertices().get(name)))
        .toList();
  }

  private String output() {
    return configuration.getNetworkOutputs().get(0);
  }

  /** The last layer that is kept. */
  private String end() {
    if (spec.head().isEmpty()) {
      return output();
    }
    if (spec.torsoLayers().isEmpty()) {
      String before = configuration.getVertexInputs().get(output()).get(0);
      if (before.equals(input)) {
        throw new InvalidSettingException(
            "torsoLayers", "the network is an output layer alone: there is no torso");
      }
      return before;
    }
    int layers = spec.torsoLayers().getAsInt();
    if (layers > order.size()) {
      throw new InvalidSettingException(
          "torsoLayers", "the network has " + order.size() + " layers, not " + layers);
    }
    return order.get(layers - 1);
  }

  private static Set<String> ancestors(ComputationGraphConfiguration configuration, String last) {
    Set<String> all = new HashSet<>();
    List<String> next = new ArrayList<>(List.of(last));
    while (!next.isEmpty()) {
      String name = next.remove(next.size() - 1);
      if (all.add(name) && configuration.getVertexInputs().containsKey(name)) {
        next.addAll(configuration.getVertexInputs().get(name));
      }
    }
    return all;
  }

  private int frozen() {
    int most = spec.head().isEmpty() ? torso.size() - 1 : torso.size();
    int layers = spec.frozenLayers().orElse(most);
    if (layers > most) {
      throw new InvalidSettingException(
          "frozenLayers", "the torso has " + most + " layers, " + layers + " cannot be frozen");
    }
    return layers;
  }

  public int frozenLayers() {
    return frozen;
  }

  /**
   * The new graph, with the torso's parameters, its gradients' view and its updater state laid out.
   *
   * @param seed of the head's initial weights
   */
  public ComputationGraph build(long seed) {
    NeuralNetConfiguration trained =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .layer(new DenseLayer.Builder().nIn(1).nOut(1).build())
            .build();
    NetworkConfigurations.decayOnce(trained);
    ComputationGraphConfiguration.GraphBuilder graph =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .dataType(DataType.FLOAT)
            .graphBuilder();
    graph.addInputs(input);
    // The order of the map, which the order of equally early vertices follows, stays.
    for (String name : configuration.getVertices().keySet()) {
      if (kept.contains(name)) {
        GraphVertex vertex = configuration.getVertices().get(name).clone();
        if (vertex instanceof LayerVertex layer) {
          prepare(layer, torso.indexOf(name), (BaseLayer) trained.getLayer(), seed);
        } else if (frozen > 0 && torso.indexOf(name) < frozen) {
          // Joins, and at −1 what shapes an input: without layers that learn before them.
          vertex = leadsFromTrained(name) ? vertex : new FrozenVertex(vertex);
        }
        graph.addVertex(
            name, vertex, configuration.getVertexInputs().get(name).toArray(new String[0]));
      }
    }
    graph.setOutputs(spec.head().isEmpty() ? end : addHead(graph));
    ComputationGraph network = new ComputationGraph(GraphConfigurations.decayedOnce(graph.build()));
    network.init();
    copyTorso(network);
    checkFrozenFirst(network);
    return network;
  }

  private boolean leadsFromTrained(String name) {
    Set<String> before = ancestors(configuration, name);
    return torso.subList(frozen, torso.size()).stream().anyMatch(before::contains);
  }

  private String addHead(ComputationGraphConfiguration.GraphBuilder graph) {
    String prefix = "head";
    for (int i = 2; startsAName(prefix); i++) {
      prefix = "head" + i + "-";
    }
    return GraphConfigurations.append(graph, head(), prefix, end);
  }

  private boolean startsAName(String prefix) {
    return kept.stream().anyMatch(name -> name.startsWith(prefix));
  }

  private NetworkSpec head() {
    try {
      return new NetworkSpec(
          shapes.get(end),
          spec.head(),
          spec.loss(),
          spec.updater(),
          spec.regularization(),
          spec.clipping(),
          spec.lossTerms());
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException(
          e.key().replaceFirst("^layers\\[", "head["),
          e.getMessage() + "; the torso's features are " + shapes.get(end));
    }
  }

  /**
   * Freezes a layer, or trains it as the spec says.
   *
   * @param template a layer with the updater, penalties and clipping of all that is trained
   */
  private void prepare(LayerVertex vertex, int position, BaseLayer template, long seed) {
    NeuralNetConfiguration conf = vertex.getLayerConf();
    Layer layer = GraphShapes.layer(vertex);
    conf.clearVariables();
    conf.setSeed(seed);
    conf.setMiniBatch(true);
    layer.setConstraints(null);
    if (position < frozen) {
      conf.setLayer(NetworkConfigurations.frozen(layer));
      return;
    }
    conf.setLayer(layer);
    if (layer instanceof BaseLayer base) {
      base.setIUpdater(scaled(spec.updater(), factor(position, layer)).inDeeplearning4j());
      base.setBiasUpdater(null);
      base.setRegularization(template.getRegularization());
      base.setRegularizationBias(template.getRegularizationBias());
      base.setGradientNormalization(template.getGradientNormalization());
      base.setGradientNormalizationThreshold(template.getGradientNormalizationThreshold());
      limitNorms(base);
    }
    if (spec.head().isEmpty() && position == torso.size() - 1) {
      setLoss(layer);
    }
  }

  private static UpdaterSpec scaled(UpdaterSpec updater, double factor) {
    if (factor == 1) {
      return updater;
    }
    try {
      return updater.withLearningRate(factor * updater.learningRate());
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("learningRateFactors", e.getMessage());
    }
  }

  private double factor(int position, Layer layer) {
    boolean head =
        layer instanceof BaseOutputLayer
            || layer instanceof LossLayer
            || layer instanceof CnnLossLayer;
    return head ? 1 : spec.learningRateFactor(position);
  }

  private void limitNorms(BaseLayer layer) {
    if (spec.regularization().maxNorm().isPresent() && !(layer instanceof BatchNormalization)) {
      double norm = spec.regularization().maxNorm().getAsDouble();
      LayerConstraint limit = new MaxNormConstraint(norm, inputDimensions(layer));
      limit.setParams(Collections.singleton(DefaultParamInitializer.WEIGHT_KEY));
      layer.setConstraints(new ArrayList<>(List.of(limit)));
    }
  }

  /** Dimensions of a layer's weights that are not its units. */
  private static int[] inputDimensions(BaseLayer layer) {
    if (layer instanceof Deconvolution2D) {
      return new int[] {0, 2, 3};
    }
    return layer instanceof ConvolutionLayer ? new int[] {1, 2, 3} : new int[] {0};
  }

  private void setLoss(Layer layer) {
    checkActivation(layer);
    NetworkSpec.checkTerms(
        spec.lossTerms(), spec.loss(), shapes.get(torso.get(torso.size() - 1)).get(0));
    if (layer instanceof OutputLayer output) {
      output.setLossFn(InDeeplearning4j.loss(spec.loss(), spec.lossTerms()));
    } else if (layer instanceof LossLayer output) {
      output.setLossFn(InDeeplearning4j.loss(spec.loss(), spec.lossTerms()));
    } else if (layer instanceof CnnLossLayer output) {
      output.setLossFn(InDeeplearning4j.loss(spec.loss(), spec.lossTerms()));
    } else {
      throw new InvalidSettingException(
          "head",
          "the network ends in a "
              + layer.getClass().getSimpleName()
              + ", which is no output layer, so it needs a head");
    }
  }

  /** The losses of probabilities need outputs that are some. */
  private void checkActivation(Layer layer) {
    boolean fits =
        !(layer instanceof BaseLayer output)
            || switch (spec.loss()) {
              case SOFTMAX_CROSS_ENTROPY, KL_DIVERGENCE ->
                  output.getActivationFn() instanceof ActivationSoftmax;
              case SIGMOID_CROSS_ENTROPY -> output.getActivationFn() instanceof ActivationSigmoid;
              default -> true;
            };
    if (!fits) {
      throw new InvalidSettingException(
          "loss",
          "does not fit the network's own output layer, whose activation is "
              + ((BaseLayer) layer).getActivationFn()
              + "; give it a head");
    }
  }

  private void copyTorso(ComputationGraph network) {
    for (String name : torso) {
      Map<String, INDArray> from = source.getVertex(name).paramTable(false);
      Map<String, INDArray> to = network.getVertex(name).paramTable(false);
      if (from != null) {
        for (Map.Entry<String, INDArray> entry : from.entrySet()) {
          to.get(entry.getKey()).assign(entry.getValue());
        }
      }
    }
  }

  private void checkFrozenFirst(ComputationGraph network) {
    List<String> now = layers(network.getConfiguration());
    checkState(now.subList(0, torso.size()).equals(torso), "the order of layers changed: %s", now);
  }

  /** The layers of the new network. */
  public NetworkOutline outlineOf(ComputationGraph network) {
    ComputationGraphConfiguration own = network.getConfiguration().clone();
    own.setTopologicalOrderStr(network.getConfiguration().getTopologicalOrderStr());
    return outline(network, own, inputShape, madeFor);
  }

  /**
   * The vertex or input whose value is all that leads from frozen layers to trained ones; null
   * where there are several.
   */
  public String boundary(ComputationGraphConfiguration built) {
    Set<String> before = new HashSet<>(built.getNetworkInputs());
    if (frozen > 0) {
      before.addAll(torso.subList(0, frozen));
      for (String name : built.getTopologicalOrderStr()) {
        if (!before.contains(name)
            && GraphShapes.rearranges(built.getVertices().get(name))
            && before.containsAll(built.getVertexInputs().get(name))) {
          before.add(name);
        }
      }
    }
    Set<String> crossing = new LinkedHashSet<>();
    for (Map.Entry<String, List<String>> entry : built.getVertexInputs().entrySet()) {
      if (!before.contains(entry.getKey())) {
        for (String read : entry.getValue()) {
          if (before.contains(read)) {
            crossing.add(read);
          }
        }
      }
    }
    return crossing.size() == 1 ? crossing.iterator().next() : null;
  }

  /** The shape of a value of the torso. */
  public List<Integer> shape(String name) {
    return shapes.get(name);
  }

  /** What comes before the boundary and what follows it, as graphs of their own. */
  public GraphParts parts(ComputationGraph network, String boundary) {
    ComputationGraphConfiguration built = network.getConfiguration();
    Set<String> before = ancestors(built, boundary);
    Set<String> after = new LinkedHashSet<>(built.getVertices().keySet());
    after.removeAll(before);
    String features = "features";
    ComputationGraphConfiguration.GraphBuilder first = part(built, before, Map.of());
    first.addInputs(input).setOutputs(boundary);
    ComputationGraphConfiguration.GraphBuilder second =
        part(built, after, Map.of(boundary, features + GraphConfigurations.SHAPED));
    second
        .addInputs(features)
        .addVertex(
            features + GraphConfigurations.SHAPED,
            GraphConfigurations.shaping(shapes.get(boundary)),
            features)
        .setOutputs(built.getNetworkOutputs().toArray(new String[0]));
    return new GraphParts(initialized(first), shapes.get(boundary), initialized(second));
  }

  /** A graph of some vertices, whose inputs may have other names. */
  private ComputationGraphConfiguration.GraphBuilder part(
      ComputationGraphConfiguration built, Set<String> names, Map<String, String> renamed) {
    ComputationGraphConfiguration.GraphBuilder graph =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), 0)
            .dataType(DataType.FLOAT)
            .graphBuilder();
    for (Map.Entry<String, GraphVertex> entry : built.getVertices().entrySet()) {
      if (names.contains(entry.getKey())) {
        graph.addVertex(
            entry.getKey(),
            entry.getValue().clone(),
            built.getVertexInputs().get(entry.getKey()).stream()
                .map(name -> renamed.getOrDefault(name, name))
                .toArray(String[]::new));
      }
    }
    return graph;
  }

  private static ComputationGraph initialized(ComputationGraphConfiguration.GraphBuilder graph) {
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }
}
