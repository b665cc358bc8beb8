package dev.ensayo.backend.compiled;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.function.FunctionLimits;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.image.ImagesBlock;
import dev.ensayo.backend.compiled.node.Arena;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.backend.compiled.node.Moments;
import dev.ensayo.backend.compiled.node.NetworkLayer;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.PlanMemory;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.node.WindowLayout;
import dev.ensayo.backend.compiled.update.Optimizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * Turns a {@link Blueprint} into a {@link Plan}: first who reads what, then a block for each node,
 * then their memory, then the optimizer.
 */
final class PlanCompiler {
  private final Limits limits;
  private final Slice parameters;
  private final Slice updaterState;
  private final NativeMemory memory = new NativeMemory();
  private final PlanMemory planMemory;
  private final Map<String, Integer> lastReaders = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Block> trained = new ArrayList<>();
  private Blueprint blueprint;
  private boolean ofInputs;
  private int widestRow;

  /**
   * @param window null where rows are not time steps
   */
  PlanCompiler(Blueprint blueprint, NetworkBuffers buffers, Limits limits, WindowLayout window) {
    this.blueprint = blueprint;
    this.limits = limits;
    this.parameters = Slice.of(buffers.parameters());
    this.updaterState = buffers.updaterState() == null ? null : Slice.of(buffers.updaterState());
    this.planMemory =
        new PlanMemory(
            new Arena(),
            parameters,
            memory.allocate(parameters.length()),
            limits.rows(),
            new ArrayList<>(),
            window);
  }

  /**
   * Makes the plan.
   *
   * @param boundary what the value is called that can be kept and given again; null for none
   */
  Plan compile(String boundary) {
    try {
      blueprint = Lines.chosen(Planes.chosen(blueprint, boundary), boundary);
      return compileNodes(boundary);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** Makes a plan whose backward goes on to the gradients of the inputs. */
  Plan compileForInputs() {
    ofInputs = true;
    try {
      return compileNodes(null);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /**
   * A plan and the layers in it that may be looked at.
   *
   * @param layers in order of work
   */
  record Observed(Plan plan, List<ObservedLayer> layers) {}

  /** Makes a plan whose layers may be looked at while it computes. */
  Observed compileForLayers() {
    try {
      Plan plan = compileNodes(null);
      return new Observed(plan, observedLayers());
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** The last value of each layer that has parameters or is a function by itself. */
  private List<ObservedLayer> observedLayers() {
    List<ObservedLayer> layers = new ArrayList<>();
    for (int i = 0; i < nodes(); i++) {
      NetworkLayer layer = blueprint.nodes().get(i).layer();
      boolean last =
          layer != null
              && blueprint.nodes().stream()
                  .skip(i + 1L)
                  .noneMatch(
                      later -> later.layer() != null && later.layer().index() == layer.index());
      if (!last) {
        continue;
      }
      List<ParameterTensor> own =
          planMemory.tensors().stream().filter(tensor -> tensor.layer() == layer.index()).toList();
      Layer configuration = layer.configuration().getLayer();
      if (!own.isEmpty() || configuration instanceof ActivationLayer) {
        layers.add(
            new ObservedLayer(
                i,
                configuration.getClass().getSimpleName(),
                values.get(blueprint.nodes().get(i).value()),
                limits(layer),
                own));
      }
    }
    return layers;
  }

  /** A batch normalization has a function only in name. */
  private static FunctionLimits limits(NetworkLayer layer) {
    Layer configuration = layer.configuration().getLayer();
    boolean applies =
        configuration instanceof BaseLayer && !(configuration instanceof BatchNormalization);
    IActivation function =
        applies ? ((BaseLayer) configuration).getActivationFn() : new ActivationIdentity();
    return FunctionLimits.of(Functions.of(function, layer.owner()));
  }

  private Plan compileNodes(String boundary) {
    findReaders();
    for (Blueprint.Input input : blueprint.inputs()) {
      values.put(input.value(), input(input));
    }
    Boundary features = values.containsKey(boundary) ? boundaryAt(boundary) : null;
    for (Node node : blueprint.nodes()) {
      add(node);
      if (node.value().equals(boundary)) {
        features = boundaryAt(boundary);
      }
    }
    checkState(
        planMemory.parametersTaken() == parameters.length(),
        "blocks took %s parameters of %s",
        planMemory.parametersTaken(),
        parameters.length());
    planMemory.arena().layOut(memory);
    Optimizer optimizer =
        new Optimizer(
            planMemory.tensors(),
            parameters,
            planMemory.gradient(),
            updaterState,
            limits.gradientNorm(),
            blueprint.nodes().stream().anyMatch(Node::planes));
    Wiring wiring =
        new Wiring(
            blueprint.inputs().stream()
                .map(input -> values.get(input.value()))
                .collect(ImmutableList.toImmutableList()),
            blueprint.outputs().stream()
                .map(output -> values.get(output.value()))
                .collect(ImmutableList.toImmutableList()),
            ImmutableList.copyOf(blocks),
            ImmutableList.copyOf(trained).reverse(),
            features);
    return new Plan(
        wiring,
        memory,
        planMemory,
        optimizer,
        blueprint.steps(),
        new Arithmetic(widestRow),
        limits.tied());
  }

  private int nodes() {
    return blueprint.nodes().size();
  }

  private void findReaders() {
    for (int i = 0; i < nodes(); i++) {
      for (String value : blueprint.nodes().get(i).reads()) {
        lastReaders.put(value, i);
      }
    }
    for (Blueprint.Output output : blueprint.outputs()) {
      if (lastReaders.put(output.value(), nodes()) != null) {
        throw Unsupported.inLayer(
            "vertex '" + output.value() + "'", "output that is read by a vertex");
      }
    }
  }

  private Value input(Blueprint.Input input) {
    Shape shape = Shape.vector(input.size());
    if (planMemory.window() != null && planMemory.window().tokens()) {
      return new Value(shape, null, null, ImageLayout.PIXELS);
    }
    widestRow = Math.max(widestRow, shape.size());
    int length = Math.multiplyExact(limits.rows(), shape.size());
    return new Value(
        shape,
        planMemory.arena().request(length, -1, 2 * nodes()),
        ofInputs ? planMemory.arena().permanent(length) : null,
        ImageLayout.PIXELS);
  }

  private void add(Node node) {
    int position = blocks.size();
    Integer lastReader = lastReaders.get(node.value());
    if (lastReader == null) {
      throw Unsupported.inLayer(node.owner(), "use for a vertex that leads to no output");
    }
    BlockContext context =
        new BlockContext(
            planMemory,
            node,
            new Moments(position, lastReader, nodes()),
            node.reads().stream().map(values::get).toList(),
            adds(position, node.reads()));
    if (context.frozen() && !trained.isEmpty() && !ofInputs) {
      // Deeplearning4j ends its backward pass at the first frozen layer it comes to.
      throw Unsupported.inLayer(node.owner(), "frozen layer after one that is trained");
    }
    Block block = node.factory().create(context);
    Value output = context.output();
    blocks.add(block);
    values.put(node.value(), output);
    if (output.needsGradient()) {
      trained.add(block);
    }
    Shape shape = output.shape();
    widestRow =
        Math.max(
            widestRow,
            shape.isImage() ? Math.multiplyExact(shape.channels(), limits.rows()) : shape.size());
  }

  /**
   * For each value that a node reads, whether its gradient is there already: the last reader, first
   * in the backward pass, writes it, the others add.
   */
  private boolean[] adds(int position, List<String> reads) {
    boolean[] adds = new boolean[reads.size()];
    for (int i = 0; i < adds.length; i++) {
      String value = reads.get(i);
      adds[i] = lastReaders.get(value) != position || reads.subList(0, i).contains(value);
    }
    return adds;
  }

  private Boundary boundaryAt(String name) {
    Value value = values.get(name);
    Shape shape = value.shape();
    int length = Math.multiplyExact(limits.rows(), shape.size());
    return new Boundary(
        value,
        shape.isImage() ? planMemory.arena().permanent(length) : null,
        shape.isImage() ? ImagesBlock.placesOf(shape) : null,
        shape.size(),
        blocks.size());
  }
}
