package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.dense.LossBlock;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.update.Optimizer;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Deeplearning4j network as a list of blocks over its own parameter and updater-state buffers.
 *
 * <p>Arrays are row by row and may be longer than needed; nothing is checked here. Apart from
 * compiling, nothing allocates. Not thread-safe.
 */
public final class Plan implements AutoCloseable {
  private final MultiLayerConfiguration configuration;
  private final NativeMemory memory;
  private final Slice parameters;
  private final Slice gradient;
  private final Value input;
  private final Value output;
  private final ImmutableList<Block> blocks;
  private final int firstTrained;
  private final LossBlock loss;
  private final Optimizer optimizer;
  private final Pass pass;
  private final int inputSize;
  private final int outputSize;
  private double gradientNorm;

  Plan(
      MultiLayerConfiguration configuration,
      NativeMemory memory,
      Slice parameters,
      Slice gradient,
      Value input,
      Value output,
      ImmutableList<Block> blocks,
      int firstTrained,
      LossBlock loss,
      Optimizer optimizer,
      Arithmetic arithmetic) {
    this.configuration = configuration;
    this.memory = memory;
    this.parameters = parameters;
    this.gradient = gradient;
    this.input = input;
    this.output = output;
    this.blocks = blocks;
    this.firstTrained = firstTrained;
    this.loss = loss;
    this.optimizer = optimizer;
    this.pass = new Pass(arithmetic);
    this.inputSize = input.shape().size();
    this.outputSize = output.shape().size();
  }

  /**
   * Compiles a network.
   *
   * @param configuration of a feed-forward network; its iteration count goes up with every step
   * @param parameters the network's flat parameters, changed in place
   * @param updaterState the network's flat updater state, changed in place; null where there is
   *     none
   * @param largestBatch the most rows that will be given
   * @param largestNorm limit on the L2 norm of the gradient over all parameters
   * @throws InvalidSettingException for {@code engine}, naming the layer and what it asks for that
   *     is not there
   */
  public static Plan compile(
      MultiLayerConfiguration configuration,
      INDArray parameters,
      INDArray updaterState,
      int largestBatch,
      OptionalDouble largestNorm) {
    return new PlanCompiler(
            configuration, parameters, updaterState, largestBatch, largestNorm, null)
        .compile();
  }

  /**
   * Computes outputs as at inference.
   *
   * @param inputs {@code [batch, F]}
   * @param outputs receives {@code [batch, O]}
   */
  public void predict(float[] inputs, int batch, float[] outputs) {
    pass.beginInference(batch);
    forward(inputs);
    output.data().slice().store(outputs, batch * outputSize);
  }

  /**
   * Takes one gradient step.
   *
   * @param inputs {@code [batch, F]}
   * @param targets {@code [batch, O]}
   * @param weights {@code [batch, O]}, or null for all ones
   * @param random draws dropout masks
   * @return the mean loss of the batch before the step, without regularization
   */
  public double fit(
      float[] inputs, float[] targets, float[] weights, int batch, RandomGenerator random) {
    double meanLoss = computeGradient(inputs, targets, weights, batch, random);
    update();
    return meanLoss;
  }

  /** From the gradient to the next parameters. */
  void update() {
    int iteration = configuration.getIterationCount();
    gradientNorm = optimizer.step(pass.arithmetic(), iteration, configuration.getEpochCount());
    configuration.setIterationCount(iteration + 1);
  }

  /**
   * The outputs that the last {@link #fit} compared with its targets, from before the step.
   *
   * @param outputs receives {@code [batch, O]}
   */
  public void fittedOutputs(float[] outputs, int batch) {
    output.data().slice().store(outputs, batch * outputSize);
  }

  /**
   * The losses of the examples of the last {@link #fit}, from before the step.
   *
   * @param losses receives {@code [batch]}
   */
  public void exampleLosses(float[] losses, int batch) {
    loss.exampleLosses(losses, batch);
  }

  /** L2 norm of the last step's gradient over all parameters, before clipping. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** θ ← θ of a plan of the same network. */
  public void copyParametersFrom(Plan source) {
    pass.arithmetic().copy(source.parameters, parameters, parameters.length());
  }

  /** θ ← (1 − τ)·θ + τ·θ of a plan of the same network. */
  public void blendParametersFrom(Plan source, double tau) {
    pass.arithmetic().blend(parameters, source.parameters, tau);
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient}. */
  double computeGradient(
      float[] inputs, float[] targets, float[] weights, int batch, RandomGenerator random) {
    pass.beginTraining(batch, random);
    forward(inputs);
    double meanLoss = loss.compute(batch, targets, weights);
    backward();
    return meanLoss;
  }

  /** From the output's gradient to that of the parameters. */
  void backward() {
    for (int i = blocks.size() - 1; i >= firstTrained; i--) {
      blocks.get(i).backward(pass);
    }
  }

  Pass pass() {
    return pass;
  }

  ImmutableList<Block> blocks() {
    return blocks;
  }

  Value output() {
    return output;
  }

  Slice parameterSlice() {
    return parameters;
  }

  Slice gradient() {
    return gradient;
  }

  private void forward(float[] inputs) {
    load(inputs);
    forward();
  }

  /** Puts the rows of the walk that began in their place. */
  void load(float[] inputs) {
    input.data().slice().load(inputs, pass.rows() * inputSize);
  }

  /** From the input, which is in its place, to the output. */
  void forward() {
    for (int i = 0; i < blocks.size(); i++) {
      blocks.get(i).forward(pass);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
