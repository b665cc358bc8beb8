package dev.ensayo.backend.compiled.node;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;

/** What a block is made from: its node, its inputs, its parameters, and memory on request. */
public final class BlockContext {
  private final PlanMemory memory;
  private final Node node;
  private final Moments moments;
  private final ImmutableList<Value> inputs;
  private final boolean[] adds;
  private boolean trained;
  private Value output;

  /**
   * @param inputs the values that the node reads, in order
   * @param adds for each input, whether another reader has written its gradient before
   */
  public BlockContext(
      PlanMemory memory, Node node, Moments moments, List<Value> inputs, boolean[] adds) {
    this.memory = memory;
    this.node = node;
    this.moments = moments;
    this.inputs = ImmutableList.copyOf(inputs);
    this.adds = adds.clone();
  }

  /** Names the layer in messages. */
  public String owner() {
    return node.owner();
  }

  /** The layer, of a node that belongs to one. */
  public Layer layer() {
    return node.layer().configuration().getLayer();
  }

  /** What the node reads, in order. */
  public ImmutableList<Value> inputs() {
    return inputs;
  }

  /** Whether another reader of an input has written its gradient before. */
  public boolean addsToInputGradient(int input) {
    return adds[input];
  }

  /** The first input, which is the only one of a layer. */
  public Value input() {
    return inputs.get(0);
  }

  /** {@link #addsToInputGradient(int)} of the first input. */
  public boolean addsToInputGradient() {
    return adds[0];
  }

  /** Whether the layer works as at inference even while the network trains. */
  public boolean frozen() {
    return node.layer() != null && node.layer().frozen();
  }

  /** The next parameters of the flat buffer, in Deeplearning4j's order. */
  public ParameterTensor parameter(String name, int length) {
    trained |= !frozen();
    return memory.nextParameter(node.layer(), name, length, !frozen());
  }

  /** The next numbers of the flat buffer, which no updater changes. */
  public ParameterTensor stored(String name, int length) {
    return memory.nextParameter(node.layer(), name, length, false);
  }

  /** The first parameters of the network, which another layer took; null where there are none. */
  public ParameterTensor firstParameter() {
    return memory.tensors().isEmpty() ? null : memory.tensors().get(0);
  }

  /** Where the block writes; after the parameters were taken. */
  public Value output(Shape shape) {
    boolean needsGradient = trained || inputs.stream().anyMatch(Value::needsGradient);
    output = memory.value(shape, moments, needsGradient, node.layout());
    return output;
  }

  /** How images lie that the block writes. */
  public ImageLayout layout() {
    return node.layout();
  }

  /** Tells that the block writes nothing: who reads it is given its input. */
  public Value passesOn() {
    output = input();
    return output;
  }

  public Value output() {
    return output;
  }

  /** Numbers for each row that last from the block's forward to its backward. */
  public Region untilBackward(int numbersPerRow) {
    return memory.untilBackward(numbersPerRow, moments);
  }

  /** Numbers that stay from step to step; they start at zero. */
  public Region permanent(int numbers) {
    return memory.arena().permanent(numbers);
  }

  public int largestBatch() {
    return memory.largestBatch();
  }

  /** Whether rows are time steps of sequences. */
  public boolean ofWindows() {
    return memory.window() != null;
  }

  /** The most sequences side by side in a window. */
  public int largestSequences() {
    return window().largestSequences();
  }

  /** How the layer goes over the steps of a window. */
  public Walk walk() {
    return node.layer().walk();
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
}
