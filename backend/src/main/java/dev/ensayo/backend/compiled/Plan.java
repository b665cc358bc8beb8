package dev.ensayo.backend.compiled;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.Noisy;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.PlanMemory;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.update.Optimizer;
import java.util.Arrays;
import java.util.List;

/**
 * A Deeplearning4j network as a list of blocks over its own parameter and updater-state buffers, in
 * order of work. {@link BatchPlan} gives it batches of rows, {@link SequencePlan} windows of
 * sequences.
 *
 * <p>Arrays may be longer than needed; nothing is checked here. Apart from compiling, nothing
 * allocates. Not thread-safe.
 */
final class Plan implements AutoCloseable {
  private final NativeMemory memory;
  private final Slice parameters;
  private final Slice gradient;
  private final Value[] inputs;
  private final Value[] outputs;
  private final int[] inputSizes;
  private final int[] outputSizes;
  private final Block[] blocks;
  private final Block[] trained;
  private final Boundary boundary;
  private final Optimizer optimizer;
  private final StepCount steps;
  private final TiedMatrices tied;
  private final Pass pass;
  private double gradientNorm;

  /**
   * @param memory of the blocks, freed when the plan is closed
   */
  Plan(
      Wiring wiring,
      NativeMemory memory,
      PlanMemory shared,
      Optimizer optimizer,
      StepCount steps,
      Arithmetic arithmetic,
      TiedMatrices tied) {
    this.memory = memory;
    this.parameters = shared.parameters();
    this.gradient = shared.gradient();
    this.inputs = wiring.inputs().toArray(new Value[0]);
    this.outputs = wiring.outputs().toArray(new Value[0]);
    this.inputSizes = sizes(wiring.inputs());
    this.outputSizes = sizes(wiring.outputs());
    this.blocks = wiring.blocks().toArray(new Block[0]);
    this.trained = wiring.trained().toArray(new Block[0]);
    this.boundary = wiring.boundary();
    this.optimizer = optimizer;
    this.steps = steps;
    this.tied = tied;
    this.pass = new Pass(arithmetic);
  }

  private static int[] sizes(List<Value> values) {
    return values.stream().mapToInt(value -> value.shape().size()).toArray();
  }

  /** The walk, which is begun before {@link #forward()}. */
  Pass pass() {
    return pass;
  }

  int inputs() {
    return inputs.length;
  }

  int outputs() {
    return outputs.length;
  }

  Value output(int output) {
    return outputs[output];
  }

  /** In order of work. */
  List<Block> blocks() {
    return List.of(blocks);
  }

  /** Those with noise that are trained, in order of work. */
  List<Noisy> noisyBlocks() {
    return Arrays.stream(blocks)
        .filter(List.of(trained)::contains)
        .filter(Noisy.class::isInstance)
        .map(Noisy.class::cast)
        .toList();
  }

  /** The value that can be kept and given again; null where none was asked for. */
  Boundary boundary() {
    return boundary;
  }

  /**
   * Puts rows in their place.
   *
   * @param rows {@code [B, Fᵢ]}
   */
  void load(int input, float[] rows) {
    inputs[input].data().slice().load(rows, pass.rows() * inputSizes[input]);
  }

  /**
   * Reads an output.
   *
   * @param rows receives {@code [B, Oᵢ]}
   */
  void store(int output, float[] rows) {
    outputs[output].data().slice().store(rows, pass.rows() * outputSizes[output]);
  }

  /**
   * Gives the gradient of an output.
   *
   * @param rows {@code [B, Oᵢ]}
   */
  void loadSlopes(int output, float[] rows) {
    outputs[output].gradient().slice().load(rows, pass.rows() * outputSizes[output]);
  }

  /** The gradient of an output is 0. */
  void clearSlopes(int output) {
    Slice slopes = outputs[output].gradient().slice();
    pass.arithmetic().images().clear(slopes, pass.rows() * outputSizes[output]);
  }

  /**
   * Reads the gradient of an input, in a plan that has them.
   *
   * @param rows receives {@code [B, Fᵢ]}
   */
  void storeInputSlopes(int input, float[] rows) {
    inputs[input].gradient().slice().store(rows, pass.rows() * inputSizes[input]);
  }

  /** From the inputs, which are in their place, to the outputs. */
  void forward() {
    for (Block block : blocks) {
      block.forward(pass);
    }
  }

  /** From the inputs to the boundary. */
  void forwardToBoundary() {
    for (int i = 0; i < boundary.blocksBefore(); i++) {
      blocks[i].forward(pass);
    }
  }

  /** From the boundary, whose value is in its place, to the outputs. */
  void forwardFromBoundary() {
    for (int i = boundary.blocksBefore(); i < blocks.length; i++) {
      blocks[i].forward(pass);
    }
  }

  /** From the outputs' gradients to that of the parameters. */
  void backward() {
    for (Block block : trained) {
      block.backward(pass);
    }
    tied.gather(gradient);
  }

  /** From the gradient to the next parameters. */
  void update() {
    int iteration = steps.iterations();
    gradientNorm = optimizer.step(pass.arithmetic(), iteration, steps.epochs());
    steps.setIterations(iteration + 1);
    tied.spread(parameters);
    parametersChanged();
  }

  /** Measures the norm of a gradient that no step is taken of here. */
  void measureGradient() {
    gradientNorm = optimizer.norm(pass.arithmetic());
  }

  /** Tells that the parameters were changed, by a step or from outside. */
  void parametersChanged() {
    pass.parametersChanged();
  }

  /** Writes the updaters' state to the network's buffer, where it is not while steps are taken. */
  void storeUpdaterState() {
    optimizer.storeState();
  }

  /** Tells that the network's buffer of the updaters' state was changed from outside. */
  void updaterStateChanged() {
    optimizer.stateChanged();
  }

  /** L2 norm of the last step's gradient over all parameters, before clipping. */
  double gradientNorm() {
    return gradientNorm;
  }

  /** θ ← θ of a plan of the same network. */
  void copyParametersFrom(Plan source) {
    pass.arithmetic().copy(source.parameters, parameters, parameters.length());
  }

  /** θ ← (1 − τ)·θ + τ·θ of a plan of the same network. */
  void blendParametersFrom(Plan source, double tau) {
    pass.arithmetic().blend(parameters, source.parameters, tau);
  }

  Slice parameters() {
    return parameters;
  }

  Slice gradient() {
    return gradient;
  }

  @Override
  public void close() {
    memory.close();
  }
}
