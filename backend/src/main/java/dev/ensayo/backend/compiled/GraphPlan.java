package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.dense.LossBlock;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.update.Optimizer;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Deeplearning4j {@code ComputationGraph} as a list of blocks over its own parameter and
 * updater-state buffers, in topological order. A value that several blocks read collects their
 * gradients: the last reader, first in the backward pass, writes it, the others add.
 *
 * <p>Arrays are row by row and may be longer than needed; nothing is checked here. Apart from
 * compiling, nothing allocates. Not thread-safe.
 */
public final class GraphPlan implements AutoCloseable {
  private final ComputationGraphConfiguration configuration;
  private final NativeMemory memory;
  private final Slice parameters;
  private final Slice gradient;
  private final ImmutableList<Value> inputs;
  private final ImmutableList<Value> outputs;
  private final ImmutableList<Block> blocks;
  private final ImmutableList<Block> trainedBlocks;
  private final ImmutableList<LossBlock> losses;
  private final GraphBoundary boundary;
  private final Optimizer optimizer;
  private final Pass pass;
  private final int[] inputSizes;
  private final int[] outputSizes;
  private final double[] meanLosses;
  private double gradientNorm;

  /**
   * @param trainedBlocks those through which a gradient passes, last first
   * @param boundary null where none was asked for
   */
  GraphPlan(
      ComputationGraphConfiguration configuration,
      NativeMemory memory,
      Slice parameters,
      Slice gradient,
      ImmutableList<Value> inputs,
      ImmutableList<Value> outputs,
      ImmutableList<Block> blocks,
      ImmutableList<Block> trainedBlocks,
      ImmutableList<LossBlock> losses,
      GraphBoundary boundary,
      Optimizer optimizer,
      Arithmetic arithmetic) {
    this.configuration = configuration;
    this.memory = memory;
    this.parameters = parameters;
    this.gradient = gradient;
    this.inputs = inputs;
    this.outputs = outputs;
    this.blocks = blocks;
    this.trainedBlocks = trainedBlocks;
    this.losses = losses;
    this.boundary = boundary;
    this.optimizer = optimizer;
    this.pass = new Pass(arithmetic);
    this.inputSizes = sizes(inputs);
    this.outputSizes = sizes(outputs);
    this.meanLosses = new double[losses.size()];
  }

  /**
   * Compiles a graph.
   *
   * @param configuration of a feed-forward graph that has been initialized, which fixes the order
   *     of its vertices; its iteration count goes up with every step
   * @param parameters the network's flat parameters, changed in place
   * @param updaterState the network's flat updater state, changed in place; null where there is
   *     none
   * @param largestBatch the most rows that will be given
   * @param largestNorm limit on the L2 norm of the gradient over all parameters
   * @param boundary name of the vertex or input whose value can be kept and given again, see {@link
   *     #features}; null for none
   * @throws InvalidSettingException for {@code engine}, naming the layer and what it asks for that
   *     is not there
   */
  public static GraphPlan compile(
      ComputationGraphConfiguration configuration,
      INDArray parameters,
      INDArray updaterState,
      int largestBatch,
      OptionalDouble largestNorm,
      String boundary) {
    return new GraphCompiler(
            configuration, parameters, updaterState, largestBatch, largestNorm, boundary)
        .compile();
  }

  private static int[] sizes(List<Value> values) {
    return values.stream().mapToInt(value -> value.shape().size()).toArray();
  }

  /** Length Fᵢ of each input. */
  public List<Integer> inputSizes() {
    return Ints.asList(inputSizes);
  }

  /** Length Oᵢ of each output. */
  public List<Integer> outputSizes() {
    return Ints.asList(outputSizes);
  }

  /**
   * Computes outputs as at inference.
   *
   * @param values {@code [batch, Fᵢ]} each
   * @param results receive {@code [batch, Oᵢ]} each
   */
  public void predict(float[][] values, int batch, float[][] results) {
    pass.beginInference(batch);
    load(values);
    forward(0, blocks.size());
    store(results);
  }

  /**
   * Takes one gradient step.
   *
   * @param values {@code [batch, Fᵢ]} each
   * @param targets {@code [batch, Oᵢ]} each
   * @param weights {@code [batch, Oᵢ]} each, or null for all ones
   * @param random draws dropout masks
   * @return the sum over the outputs of the mean loss of the batch before the step, without
   *     regularization
   */
  public double fit(
      float[][] values, float[][] targets, float[][] weights, int batch, RandomGenerator random) {
    double loss = computeGradient(values, targets, weights, batch, random);
    update();
    return loss;
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient}. */
  double computeGradient(
      float[][] values, float[][] targets, float[][] weights, int batch, RandomGenerator random) {
    pass.beginTraining(batch, random);
    load(values);
    forward(0, blocks.size());
    return lossAndBackward(targets, weights);
  }

  /** Numbers of one example at the boundary. */
  public int featureSize() {
    return boundary.size();
  }

  /**
   * Computes what leaves the boundary as at inference.
   *
   * @param features receives {@code [batch, F']}, images channel by channel
   */
  public void features(float[][] values, int batch, float[] features) {
    pass.beginInference(batch);
    load(values);
    forward(0, boundary.blocksBefore());
    boundary.store(features, pass);
  }

  /**
   * As {@link #predict}, from what leaves the boundary.
   *
   * @param features {@code [batch, F']}
   */
  public void predictFeatures(float[] features, int batch, float[][] results) {
    pass.beginInference(batch);
    boundary.load(features, pass);
    forward(boundary.blocksBefore(), blocks.size());
    store(results);
  }

  /**
   * As {@link #fit}, from what leaves the boundary, before which nothing is trained.
   *
   * @param features {@code [batch, F']}
   */
  public double fitFeatures(
      float[] features, float[][] targets, float[][] weights, int batch, RandomGenerator random) {
    pass.beginTraining(batch, random);
    boundary.load(features, pass);
    forward(boundary.blocksBefore(), blocks.size());
    double loss = lossAndBackward(targets, weights);
    update();
    return loss;
  }

  /** The mean loss of one output at the last step. */
  public double loss(int output) {
    return meanLosses[output];
  }

  /**
   * What one output was at the last {@link #fit}, from before the step.
   *
   * @param results receives {@code [batch, Oᵢ]}
   */
  public void fittedOutputs(int output, float[] results, int batch) {
    outputs.get(output).data().slice().store(results, batch * outputSizes[output]);
  }

  /**
   * The loss of each example of one output at the last {@link #fit}.
   *
   * @param losses receives {@code [batch]}
   */
  public void exampleLosses(int output, float[] losses, int batch) {
    this.losses.get(output).exampleLosses(losses, batch);
  }

  /** L2 norm of the last step's gradient over all parameters, before clipping. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** θ ← θ of a plan of the same graph. */
  public void copyParametersFrom(GraphPlan source) {
    pass.arithmetic().copy(source.parameters, parameters, parameters.length());
  }

  /** θ ← (1 − τ)·θ + τ·θ of a plan of the same graph. */
  public void blendParametersFrom(GraphPlan source, double tau) {
    pass.arithmetic().blend(parameters, source.parameters, tau);
  }

  Slice parameterSlice() {
    return parameters;
  }

  Slice gradient() {
    return gradient;
  }

  private void load(float[][] values) {
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).data().slice().load(values[i], pass.rows() * inputSizes[i]);
    }
  }

  private void store(float[][] results) {
    for (int i = 0; i < outputs.size(); i++) {
      fittedOutputs(i, results[i], pass.rows());
    }
  }

  private void forward(int from, int to) {
    for (int i = from; i < to; i++) {
      blocks.get(i).forward(pass);
    }
  }

  private double lossAndBackward(float[][] targets, float[][] weights) {
    double sum = 0;
    for (int i = 0; i < losses.size(); i++) {
      float[] own = weights == null ? null : weights[i];
      meanLosses[i] = losses.get(i).compute(pass.rows(), targets[i], own);
      sum += meanLosses[i];
    }
    for (int i = 0; i < trainedBlocks.size(); i++) {
      trainedBlocks.get(i).backward(pass);
    }
    return sum;
  }

  private void update() {
    int iteration = configuration.getIterationCount();
    gradientNorm = optimizer.step(pass.arithmetic(), iteration, configuration.getEpochCount());
    configuration.setIterationCount(iteration + 1);
  }

  @Override
  public void close() {
    memory.close();
  }
}
