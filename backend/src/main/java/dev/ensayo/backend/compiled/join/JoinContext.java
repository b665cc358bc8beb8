package dev.ensayo.backend.compiled.join;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;
import java.util.List;

/** What a block that joins several values is made from; it has no parameters. */
public final class JoinContext {
  private final BlockContext.PlanMemory memory;
  private final String owner;
  private final int node;
  private final int lastReader;
  private final ImmutableList<Value> inputs;
  private final boolean[] adds;
  private Value output;

  /**
   * @param owner names the vertex in messages
   * @param node position of the node in the plan
   * @param lastReader position of the last node that reads the output; the number of nodes stands
   *     for the loss
   * @param adds for each input, whether its gradient was written before
   */
  public JoinContext(
      BlockContext.PlanMemory memory,
      String owner,
      int node,
      int lastReader,
      List<Value> inputs,
      boolean[] adds) {
    this.memory = memory;
    this.owner = owner;
    this.node = node;
    this.lastReader = lastReader;
    this.inputs = ImmutableList.copyOf(inputs);
    this.adds = adds.clone();
  }

  public String owner() {
    return owner;
  }

  ImmutableList<Value> inputs() {
    return inputs;
  }

  /** Whether the gradient of an input was written before, so that it is added to. */
  boolean addsToInputGradient(int input) {
    return adds[input];
  }

  /** Where the block writes. */
  public Value output(Shape shape) {
    boolean needsGradient = inputs.stream().anyMatch(Value::needsGradient);
    output = memory.value(shape, node, lastReader, needsGradient);
    return output;
  }

  public Value output() {
    return output;
  }

  /** Numbers for each row that last from the block's forward to its backward. */
  Region untilBackward(int numbersPerRow) {
    int length = Math.multiplyExact(memory.largestBatch(), numbersPerRow);
    return memory.arena().request(length, node, 2 * memory.nodes() - node);
  }

  /** Numbers that stay from step to step; they start at zero. */
  Region permanent(int numbers) {
    return memory.arena().permanent(numbers);
  }
}
