package dev.ensayo.backend.compiled.node;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;

/** What a block is made from: its layer, its input, its parameters, and memory on request. */
public final class BlockContext {
  private final PlanMemory memory;
  private final NeuralNetConfiguration configuration;
  private final int layer;
  private final int node;
  private final int lastReader;
  private final Value input;
  private final boolean addsToInputGradient;
  private final boolean frozen;
  private boolean trained;
  private Value output;

  /**
   * @param layer position of the layer in the network
   * @param node position of the node in the plan
   * @param lastReader position of the last node that reads the output; the number of nodes stands
   *     for the loss
   * @param addsToInputGradient whether another reader of the input has written its gradient before
   * @param frozen whether the layer's parameters stay as they are
   */
  public BlockContext(
      PlanMemory memory,
      NeuralNetConfiguration configuration,
      int layer,
      int node,
      int lastReader,
      Value input,
      boolean addsToInputGradient,
      boolean frozen) {
    this.memory = memory;
    this.configuration = configuration;
    this.layer = layer;
    this.node = node;
    this.lastReader = lastReader;
    this.input = input;
    this.addsToInputGradient = addsToInputGradient;
    this.frozen = frozen;
  }

  /** Names the layer in messages. */
  public String owner() {
    String name = layer().getLayerName();
    return "layer " + layer + " (" + (name == null ? "" : name + ", ") + kind() + ")";
  }

  private String kind() {
    return layer().getClass().getSimpleName();
  }

  public Layer layer() {
    return configuration.getLayer();
  }

  public Value input() {
    return input;
  }

  public boolean addsToInputGradient() {
    return addsToInputGradient;
  }

  /** Whether the layer works as at inference even while the network trains. */
  public boolean frozen() {
    return frozen;
  }

  /** The next parameters of the flat buffer, in Deeplearning4j's order. */
  public ParameterTensor parameter(String name, int length) {
    trained |= !frozen;
    return memory.nextParameter(layer, configuration, name, length, !frozen);
  }

  /** The next numbers of the flat buffer, which no updater changes. */
  public ParameterTensor stored(String name, int length) {
    return memory.nextParameter(layer, configuration, name, length, false);
  }

  /** The first parameters of the network, which another layer took; null where there are none. */
  public ParameterTensor firstParameter() {
    return memory.tensors().isEmpty() ? null : memory.tensors().get(0);
  }

  /** Where the block writes; after the parameters were taken. */
  public Value output(Shape shape) {
    output = memory.value(shape, node, lastReader, trained || input.needsGradient());
    return output;
  }

  public Value output() {
    return output;
  }

  /** Numbers for each row that last from the block's forward to its backward. */
  public Region untilBackward(int numbersPerRow) {
    int length = Math.multiplyExact(memory.largestBatch(), numbersPerRow);
    return memory.arena().request(length, node, backwardMoment());
  }

  /** Numbers that stay from step to step; they start at zero. */
  public Region permanent(int numbers) {
    return memory.arena().permanent(numbers);
  }

  public int largestBatch() {
    return memory.largestBatch();
  }

  /** The most sequences side by side in a window. */
  public int largestSequences() {
    return window().largestSequences();
  }

  /** Makes room in each sequence's carried state; returns where it begins. */
  public int state(int numbers) {
    return window().reserveState(numbers);
  }

  private WindowLayout window() {
    if (memory.window() == null) {
      throw new InvalidSettingException(
          "layers", owner() + ": recurrent layers and embeddings belong in a sequence model");
    }
    return memory.window();
  }

  private int backwardMoment() {
    return 2 * memory.nodes() - node;
  }

  /**
   * What the contexts of one plan share.
   *
   * @param window null where rows are not time steps
   */
  public record PlanMemory(
      Arena arena,
      Slice parameters,
      Slice gradient,
      int largestBatch,
      int nodes,
      List<ParameterTensor> tensors,
      WindowLayout window) {
    /**
     * Where a node writes.
     *
     * @param lastReader position of the last node that reads it; the number of nodes stands for the
     *     loss
     */
    public Value value(Shape shape, int node, int lastReader, boolean needsGradient) {
      int length = Math.multiplyExact(largestBatch, shape.size());
      int backward = 2 * nodes - node;
      // What the network puts out can be read when the step is over.
      int keptUntil = lastReader == nodes ? 2 * nodes : backward;
      Region data = arena.request(length, node, keptUntil);
      Region gradient =
          needsGradient ? arena.request(length, 2 * nodes - lastReader, backward) : null;
      return new Value(shape, data, gradient);
    }

    ParameterTensor nextParameter(
        int layer, NeuralNetConfiguration configuration, String name, int length, boolean trained) {
      int offset = tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
      ParameterTensor tensor =
          new ParameterTensor(
              layer,
              configuration,
              name,
              trained,
              offset,
              parameters.part(offset, length),
              gradient.part(offset, length));
      tensors.add(tensor);
      return tensor;
    }
  }
}
