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
import dev.ensayo.backend.compiled.image.Preprocessors;
import dev.ensayo.backend.compiled.node.Arena;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.node.WindowLayout;
import dev.ensayo.backend.compiled.recurrent.LastStepBlock;
import dev.ensayo.backend.compiled.update.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns a configuration into a {@link Plan}: nodes in order, then their memory, then the loss and
 * the optimizer. A layer with dropout becomes two nodes, because Deeplearning4j drops the layer's
 * input, whatever the layer is.
 */
final class PlanCompiler {
  private final MultiLayerConfiguration configuration;
  private final Slice parameters;
  private final Slice updaterState;
  private final OptionalDouble largestNorm;
  private final DataType type;
  private final NativeMemory memory = new NativeMemory();
  private final BlockContext.PlanMemory planMemory;
  private final List<Block> blocks = new ArrayList<>();
  private int widestRow;
  private int firstTrained;

  PlanCompiler(
      MultiLayerConfiguration configuration,
      INDArray parameters,
      INDArray updaterState,
      int largestBatch,
      OptionalDouble largestNorm,
      WindowLayout window) {
    this.configuration = configuration;
    this.type = parameters.dataType();
    this.parameters = Slice.of(parameters);
    this.updaterState = updaterState == null ? null : Slice.of(updaterState);
    this.largestNorm = largestNorm;
    this.planMemory =
        new BlockContext.PlanMemory(
            new Arena(),
            this.parameters,
            memory.allocate(type, this.parameters.length()),
            largestBatch,
            countNodes(configuration),
            new ArrayList<>(),
            window);
  }

  Plan compile() {
    try {
      return compileLayers();
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private Plan compileLayers() {
    List<NeuralNetConfiguration> layers = configuration.getConfs();
    Value input = input(inner(layers.get(0).getLayer()));
    Value value = input;
    for (int i = 0; i < layers.size(); i++) {
      value = addLayer(i, layers.get(i), value);
    }
    checkState(
        parameterEnd() == parameters.length(),
        "blocks took %s parameters of %s",
        parameterEnd(),
        parameters.length());
    NeuralNetConfiguration last = layers.get(layers.size() - 1);
    LossBlock loss = loss(last, value);
    planMemory.arena().layOut(memory, type);
    Optimizer optimizer =
        new Optimizer(
            planMemory.tensors(), parameters, planMemory.gradient(), updaterState, largestNorm);
    return new Plan(
        configuration,
        memory,
        parameters,
        planMemory.gradient(),
        input,
        value,
        ImmutableList.copyOf(blocks),
        firstTrained,
        loss,
        optimizer,
        Arithmetic.of(type, widestRow));
  }

  private static int countNodes(MultiLayerConfiguration configuration) {
    int nodes = 0;
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      nodes += dropout(everyStep(layer.getLayer())) == null ? 1 : 2;
      nodes += layer.getLayer() instanceof LastTimeStep ? 1 : 0;
    }
    return nodes + configuration.getInputPreProcessors().size();
  }

  private Value input(Layer first) {
    Shape shape = inputShape(first);
    if (planMemory.window() != null && planMemory.window().tokens()) {
      return new Value(shape, null, null);
    }
    widestRow = shape.size();
    int length = Math.multiplyExact(planMemory.largestBatch(), shape.size());
    Region data = planMemory.arena().request(length, -1, 2 * planMemory.nodes());
    return new Value(shape, data, null);
  }

  private Shape inputShape(Layer first) {
    if (configuration.getInputPreProcess(0) instanceof FeedForwardToCnnPreProcessor images) {
      return Shape.vector(Preprocessors.shape(images).size());
    }
    if (first instanceof ConvolutionLayer || !(first instanceof FeedForwardLayer layer)) {
      throw Unsupported.inLayer(
          "layer 0 (" + first.getClass().getSimpleName() + ")",
          "way to know the size of its input, which InputType.convolutionalFlat would tell");
    }
    return Shape.vector(Math.toIntExact(layer.getNIn()));
  }

  /** The layer that a frozen one wraps, or the layer itself. */
  static Layer inner(Layer layer) {
    return layer instanceof FrozenLayer frozen ? frozen.getLayer() : everyStep(layer);
  }

  /** The layer of which another keeps the last step alone, or the layer itself. */
  private static Layer everyStep(Layer layer) {
    return layer instanceof LastTimeStep last ? last.getUnderlying() : layer;
  }

  /** Dropout before a layer; Deeplearning4j has it in no other kind of layer, whatever is set. */
  static IDropout dropout(Layer layer) {
    return layer instanceof BatchNormalization || !(layer instanceof BaseLayer)
        ? null
        : layer.getIDropout();
  }

  private Value addLayer(int index, NeuralNetConfiguration layer, Value input) {
    if (layer.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw Unsupported.inLayer("layer " + index, layer.getOptimizationAlgo().toString());
    }
    Value value = input;
    InputPreProcessor preprocessor = configuration.getInputPreProcess(index);
    if (preprocessor != null) {
      BlockContext context = context(index, layer, value);
      value = add(context, Preprocessors.of(preprocessor, context.owner()).create(context));
    }
    IDropout dropout = dropout(everyStep(layer.getLayer()));
    if (dropout != null) {
      BlockContext context = context(index, layer, value);
      value = add(context, new DropoutBlock(context, keep(dropout, context.owner())));
    }
    BlockContext context = context(index, layer, value);
    if (context.frozen() && value.needsGradient()) {
      // Deeplearning4j stops its backward pass at a frozen layer.
      throw Unsupported.inLayer(context.owner(), "frozen layer after one that is trained");
    }
    value = add(context, Blocks.forLayer(context.layer(), context.owner()).create(context));
    if (layer.getLayer() instanceof LastTimeStep) {
      BlockContext last = context(index, layer, value);
      value = add(last, new LastStepBlock(last, parameters));
    }
    return value;
  }

  /** In a chain each value has one reader, the node after it, which therefore never adds. */
  private BlockContext context(int index, NeuralNetConfiguration layer, Value input) {
    int node = blocks.size();
    boolean frozen = layer.getLayer() instanceof FrozenLayer;
    NeuralNetConfiguration own =
        frozen ? ((FrozenLayer) layer.getLayer()).getInnerConf(layer) : unwrapped(layer);
    return new BlockContext(planMemory, own, index, node, node + 1, input, false, frozen);
  }

  /** The configuration of the very layer that {@code LastTimeStep} wraps, or the given one. */
  private static NeuralNetConfiguration unwrapped(NeuralNetConfiguration layer) {
    if (!(layer.getLayer() instanceof LastTimeStep last)) {
      return layer;
    }
    NeuralNetConfiguration own = layer.clone();
    own.setLayer(last.getUnderlying());
    return own;
  }

  private Value add(BlockContext context, Block block) {
    blocks.add(block);
    Value output = context.output();
    Shape shape = output.shape();
    widestRow =
        Math.max(
            widestRow,
            shape.isImage()
                ? Math.multiplyExact(shape.channels(), planMemory.largestBatch())
                : shape.size());
    if (!output.needsGradient()) {
      firstTrained = blocks.size();
    }
    return output;
  }

  static double keep(IDropout dropout, String owner) {
    if (dropout.getClass() != Dropout.class || ((Dropout) dropout).getPSchedule() != null) {
      throw Unsupported.inLayer(owner, "dropout " + dropout);
    }
    return ((Dropout) dropout).getP();
  }

  private LossBlock loss(NeuralNetConfiguration last, Value output) {
    if (!(last.getLayer() instanceof BaseOutputLayer layer)) {
      throw Unsupported.inLayer("the last layer", "network without an output layer");
    }
    LossFunction function =
        Losses.of(layer.getLossFn(), layer.getActivationFn(), "the output layer");
    return new LossBlock(output, function, planMemory.largestBatch(), last.isMiniBatch());
  }

  private int parameterEnd() {
    List<ParameterTensor> tensors = planMemory.tensors();
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }
}
