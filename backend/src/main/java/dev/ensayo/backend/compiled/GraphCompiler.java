package dev.ensayo.backend.compiled;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.dense.DropoutBlock;
import dev.ensayo.backend.compiled.dense.LossBlock;
import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.function.Losses;
import dev.ensayo.backend.compiled.image.ImagesBlock;
import dev.ensayo.backend.compiled.image.Preprocessors;
import dev.ensayo.backend.compiled.join.JoinContext;
import dev.ensayo.backend.compiled.join.Joins;
import dev.ensayo.backend.compiled.join.SumBlock;
import dev.ensayo.backend.compiled.node.Arena;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.update.Optimizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Turns a graph's configuration into a {@link GraphPlan}. A vertex becomes up to three nodes: what
 * rearranges a layer's input, dropout before it, the layer. First all nodes are listed, so that it
 * is known who reads what; then each gets its block.
 */
final class GraphCompiler {
  /** What a node makes. */
  private enum Part {
    PREPROCESSOR,
    DROPOUT,
    LAYER,
    JOIN
  }

  /**
   * One node.
   *
   * @param index of the vertex in the order
   * @param inputs whose values it reads
   * @param output what its value is called
   */
  private record Node(
      Part part, int index, GraphVertex vertex, List<String> inputs, String output) {}

  private final ComputationGraphConfiguration configuration;
  private final Slice parameters;
  private final Slice updaterState;
  private final OptionalDouble largestNorm;
  private final String boundary;
  private final DataType type;
  private final NativeMemory memory = new NativeMemory();
  private final List<Node> nodes;
  private final Map<String, Integer> lastReaders = new HashMap<>();
  private final BlockContext.PlanMemory planMemory;
  private final Map<String, Value> values = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Block> trainedBlocks = new ArrayList<>();
  private int widestRow;

  GraphCompiler(
      ComputationGraphConfiguration configuration,
      INDArray parameters,
      INDArray updaterState,
      int largestBatch,
      OptionalDouble largestNorm,
      String boundary) {
    this.configuration = configuration;
    this.type = parameters.dataType();
    this.parameters = Slice.of(parameters);
    this.updaterState = updaterState == null ? null : Slice.of(updaterState);
    this.largestNorm = largestNorm;
    this.boundary = boundary;
    this.nodes = nodes(configuration);
    this.planMemory =
        new BlockContext.PlanMemory(
            new Arena(),
            this.parameters,
            memory.allocate(type, this.parameters.length()),
            largestBatch,
            nodes.size(),
            new ArrayList<>(),
            null);
  }

  GraphPlan compile() {
    try {
      return compileNodes();
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private GraphPlan compileNodes() {
    for (int i = 0; i < nodes.size(); i++) {
      for (String input : nodes.get(i).inputs()) {
        lastReaders.put(input, i);
      }
    }
    for (String output : configuration.getNetworkOutputs()) {
      if (lastReaders.put(output, nodes.size()) != null) {
        throw Unsupported.inLayer("vertex '" + output + "'", "output that is read by a vertex");
      }
    }
    ImmutableList.Builder<Value> inputs = ImmutableList.builder();
    for (String name : configuration.getNetworkInputs()) {
      Value input = input(name);
      values.put(name, input);
      inputs.add(input);
    }
    GraphBoundary features = boundary == null ? null : boundaryAt(boundary);
    for (int i = 0; i < nodes.size(); i++) {
      add(i, nodes.get(i));
      if (nodes.get(i).output().equals(boundary)) {
        features = boundaryAt(boundary);
      }
    }
    checkState(
        parameterEnd() == parameters.length(),
        "blocks took %s parameters of %s",
        parameterEnd(),
        parameters.length());
    ImmutableList.Builder<Value> outputs = ImmutableList.builder();
    ImmutableList.Builder<LossBlock> losses = ImmutableList.builder();
    for (String name : configuration.getNetworkOutputs()) {
      outputs.add(values.get(name));
      losses.add(loss(name, values.get(name)));
    }
    planMemory.arena().layOut(memory, type);
    Optimizer optimizer =
        new Optimizer(
            planMemory.tensors(), parameters, planMemory.gradient(), updaterState, largestNorm);
    Collections.reverse(trainedBlocks);
    return new GraphPlan(
        configuration,
        memory,
        parameters,
        planMemory.gradient(),
        inputs.build(),
        outputs.build(),
        ImmutableList.copyOf(blocks),
        ImmutableList.copyOf(trainedBlocks),
        losses.build(),
        features,
        optimizer,
        Arithmetic.of(type, widestRow));
  }

  private static List<Node> nodes(ComputationGraphConfiguration configuration) {
    List<String> order = configuration.getTopologicalOrderStr();
    checkState(order != null, "the graph has not been initialized");
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      String name = order.get(i);
      if (configuration.getNetworkInputs().contains(name)) {
        continue;
      }
      GraphVertex vertex = inner(configuration.getVertices().get(name));
      List<String> inputs = configuration.getVertexInputs().get(name);
      if (vertex instanceof LayerVertex layer) {
        if (layer.getPreProcessor() != null) {
          nodes.add(new Node(Part.PREPROCESSOR, i, vertex, inputs, name + " (rearranged)"));
          inputs = ImmutableList.of(name + " (rearranged)");
        }
        if (PlanCompiler.dropout(layer.getLayerConf().getLayer()) != null) {
          nodes.add(new Node(Part.DROPOUT, i, vertex, inputs, name + " (dropped)"));
          inputs = ImmutableList.of(name + " (dropped)");
        }
        nodes.add(new Node(Part.LAYER, i, vertex, inputs, name));
      } else if (vertex instanceof PreprocessorVertex) {
        nodes.add(new Node(Part.PREPROCESSOR, i, vertex, inputs, name));
      } else {
        nodes.add(new Node(Part.JOIN, i, vertex, inputs, name));
      }
    }
    return nodes;
  }

  private static GraphVertex inner(GraphVertex vertex) {
    return vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
  }

  private Value input(String name) {
    Shape shape = Shape.vector(inputSize(name));
    widestRow = Math.max(widestRow, shape.size());
    int length = Math.multiplyExact(planMemory.largestBatch(), shape.size());
    Region data = planMemory.arena().request(length, -1, 2 * planMemory.nodes());
    return new Value(shape, data, null);
  }

  /** A graph does not tell the sizes of its inputs; the vertices that read them do. */
  private int inputSize(String name) {
    for (Node node : nodes) {
      if (!node.inputs().contains(name)) {
        continue;
      }
      if (node.part() == Part.PREPROCESSOR
          && preprocessor(node.vertex()) instanceof FeedForwardToCnnPreProcessor images) {
        return Preprocessors.shape(images).size();
      }
      if (node.vertex() instanceof ReshapeVertex reshape && rowLength(reshape) > 0) {
        return rowLength(reshape);
      }
      if (node.vertex() instanceof LayerVertex vertex && node.part() != Part.PREPROCESSOR) {
        Layer layer = PlanCompiler.inner(vertex.getLayerConf().getLayer());
        if (layer instanceof FeedForwardLayer dense && !(layer instanceof ConvolutionLayer)) {
          return Math.toIntExact(dense.getNIn());
        }
      }
    }
    throw Unsupported.inLayer(
        "input '" + name + "'",
        "way to know its size, which a preprocessor, a dense layer or a ReshapeVertex would tell");
  }

  /** F of a vertex that makes {@code [B, F]} whatever B is; else −1. */
  private static int rowLength(ReshapeVertex vertex) {
    int[] shape = vertex.getNewShape();
    return shape.length == 2 && shape[0] == -1 ? shape[1] : -1;
  }

  private static InputPreProcessor preprocessor(GraphVertex vertex) {
    return vertex instanceof LayerVertex layer
        ? layer.getPreProcessor()
        : ((PreprocessorVertex) vertex).getPreProcessor();
  }

  private void add(int position, Node node) {
    if (!lastReaders.containsKey(node.output())) {
      throw Unsupported.inLayer(owner(node), "use for a vertex that leads to no output");
    }
    Value output = node.part() == Part.JOIN ? addJoin(position, node) : addLayer(position, node);
    values.put(node.output(), output);
    Shape shape = output.shape();
    widestRow =
        Math.max(
            widestRow,
            shape.isImage()
                ? Math.multiplyExact(shape.channels(), planMemory.largestBatch())
                : shape.size());
    if (output.needsGradient()) {
      trainedBlocks.add(blocks.get(position));
    }
  }

  private Value addJoin(int position, Node node) {
    List<Value> inputs = new ArrayList<>();
    boolean[] adds = new boolean[node.inputs().size()];
    for (int i = 0; i < adds.length; i++) {
      String name = node.inputs().get(i);
      inputs.add(values.get(name));
      adds[i] = lastReaders.get(name) != position || node.inputs().subList(0, i).contains(name);
    }
    JoinContext context =
        new JoinContext(
            planMemory, owner(node), position, lastReaders.get(node.output()), inputs, adds);
    if (node.vertex() instanceof ReshapeVertex reshape) {
      if (!inputs.get(0).shape().equals(Shape.vector(rowLength(reshape)))) {
        throw Unsupported.inLayer(context.owner(), "reshaping");
      }
      blocks.add(new SumBlock(context, 1));
    } else {
      blocks.add(Joins.of(node.vertex(), context));
    }
    return context.output();
  }

  private Value addLayer(int position, Node node) {
    String name = node.inputs().get(0);
    NeuralNetConfiguration own = null;
    boolean frozen = false;
    if (node.vertex() instanceof LayerVertex vertex) {
      own = vertex.getLayerConf();
      if (own.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
        throw Unsupported.inLayer(owner(node), own.getOptimizationAlgo().toString());
      }
      frozen = own.getLayer() instanceof FrozenLayer;
      own = frozen ? ((FrozenLayer) own.getLayer()).getInnerConf(own) : own;
    }
    BlockContext context =
        new BlockContext(
            planMemory,
            own,
            node.index(),
            position,
            lastReaders.get(node.output()),
            values.get(name),
            lastReaders.get(name) != position,
            frozen);
    blocks.add(block(node, context));
    return context.output();
  }

  private Block block(Node node, BlockContext context) {
    switch (node.part()) {
      case PREPROCESSOR -> {
        return Preprocessors.of(preprocessor(node.vertex()), owner(node)).create(context);
      }
      case DROPOUT -> {
        IDropout dropout =
            PlanCompiler.dropout(((LayerVertex) node.vertex()).getLayerConf().getLayer());
        return new DropoutBlock(context, PlanCompiler.keep(dropout, context.owner()));
      }
      default -> {
        // Deeplearning4j ends its backward pass at the first frozen layer it comes to.
        if (context.frozen() && !trainedBlocks.isEmpty()) {
          throw Unsupported.inLayer(context.owner(), "frozen layer after one that is trained");
        }
        return Blocks.forLayer(context.layer(), context.owner()).create(context);
      }
    }
  }

  private GraphBoundary boundaryAt(String name) {
    Value value = values.get(name);
    if (value == null) {
      return null;
    }
    Shape shape = value.shape();
    int length = Math.multiplyExact(planMemory.largestBatch(), shape.size());
    return new GraphBoundary(
        value,
        shape.isImage() ? planMemory.arena().permanent(length) : null,
        shape.isImage() ? ImagesBlock.placesOf(shape) : null,
        shape.size(),
        blocks.size());
  }

  private LossBlock loss(String name, Value output) {
    GraphVertex vertex = inner(configuration.getVertices().get(name));
    if (vertex instanceof LayerVertex layer) {
      Layer own = layer.getLayerConf().getLayer();
      ILossFunction loss = null;
      if (own instanceof BaseOutputLayer outputLayer) {
        loss = outputLayer.getLossFn();
      } else if (own instanceof LossLayer lossLayer) {
        loss = lossLayer.getLossFn();
      }
      if (loss != null) {
        LossFunction function =
            Losses.of(
                loss,
                ((FeedForwardLayer) own).getActivationFn(),
                "the output layer '" + name + "'");
        return new LossBlock(
            output, function, planMemory.largestBatch(), layer.getLayerConf().isMiniBatch());
      }
    }
    throw Unsupported.inLayer("vertex '" + name + "'", "output that is no output layer");
  }

  private static String owner(Node node) {
    return "vertex '" + node.output() + "' (" + node.vertex().getClass().getSimpleName() + ")";
  }

  private int parameterEnd() {
    List<ParameterTensor> tensors = planMemory.tensors();
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }
}
