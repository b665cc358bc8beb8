package dev.ensayo.backend.compiled;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.dense.ActivityPenaltyBlock;
import dev.ensayo.backend.compiled.dense.LossBlock;
import dev.ensayo.backend.compiled.node.Noisy;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A {@link Plan} over batches of rows: a feed-forward network of any number of inputs and outputs.
 *
 * <p>Arrays come in the order of the inputs and of the outputs, are row by row and may be longer
 * than needed; nothing is checked here. Apart from compiling, nothing allocates. Not thread-safe.
 */
public final class BatchPlan implements AutoCloseable {
  private final Plan plan;
  private final LossBlock[] losses;
  private final double[] meanLosses;
  private final ActivityPenaltyBlock[] penalties;
  private final GivenLoss givenLoss;

  private BatchPlan(Plan plan, Blueprint blueprint, int largestBatch) {
    this.plan = plan;
    this.losses = new LossBlock[plan.outputs()];
    for (int i = 0; i < losses.length; i++) {
      Blueprint.Output output = blueprint.outputs().get(i);
      losses[i] = new LossBlock(plan.output(i), output.loss(), largestBatch, output.mean());
    }
    this.meanLosses = new double[losses.length];
    this.penalties =
        plan.blocks().stream()
            .filter(ActivityPenaltyBlock.class::isInstance)
            .toArray(ActivityPenaltyBlock[]::new);
    this.givenLoss = new GivenLoss(plan, largestBatch);
  }

  /**
   * Compiles a network.
   *
   * @param blueprint of the network, whose count of iterations goes up with every step
   * @param buffers of the network, changed in place
   * @param boundary what the vertex or input is called whose value can be kept and given again, see
   *     {@link #features}; null for none
   * @throws InvalidSettingException for {@code engine}, naming the layer and what it asks for that
   *     is not there
   */
  public static BatchPlan compile(
      Blueprint blueprint, NetworkBuffers buffers, Limits limits, String boundary) {
    Plan plan = new PlanCompiler(blueprint, buffers, limits, null).compile(boundary);
    return new BatchPlan(plan, blueprint, limits.rows());
  }

  /**
   * Computes outputs as at inference.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param outputs receive {@code [batch, Oᵢ]} each
   */
  public void predict(float[][] inputs, int batch, float[][] outputs) {
    plan.pass().beginInference(batch);
    load(inputs);
    plan.forward();
    store(outputs);
  }

  /**
   * {@link #predict(float[][], int, float[][])} of a network with one input and one output, whose
   * arrays need no array to hold them.
   *
   * @param inputs {@code [batch, F]}
   * @param outputs receives {@code [batch, O]}
   */
  public void predict(float[] inputs, int batch, float[] outputs) {
    plan.pass().beginInference(batch);
    plan.load(0, inputs);
    plan.forward();
    plan.store(0, outputs);
  }

  /**
   * Takes one gradient step.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param targets {@code [batch, Oᵢ]} each
   * @param weights {@code [batch, Oᵢ]} each; null for all ones, of one output or of all
   * @param random draws dropout masks
   * @return the sum over the outputs of the mean loss of the batch before the step, with penalties
   *     on activations, without those on weights
   */
  public double fit(
      float[][] inputs, float[][] targets, float[][] weights, int batch, RandomGenerator random) {
    double loss = computeGradient(inputs, targets, weights, batch, random);
    plan.update();
    return loss;
  }

  /**
   * Takes one gradient step on a loss that is given by its gradient.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param random draws dropout masks
   * @return the loss, with penalties on activations, without those on weights
   */
  public double fit(float[][] inputs, int batch, OutputLoss loss, RandomGenerator random) {
    double value = computeGradient(inputs, batch, loss, random);
    plan.update();
    return value;
  }

  /**
   * Computes the gradient of a batch and takes no step.
   *
   * @param gradient receives it, {@code [P]}
   * @return as {@link #fit(float[][], float[][], float[][], int, RandomGenerator)}
   */
  public double gradient(
      float[][] inputs,
      float[][] targets,
      float[][] weights,
      int batch,
      RandomGenerator random,
      float[] gradient) {
    double loss = computeGradient(inputs, targets, weights, batch, random);
    plan.measureGradient();
    plan.gradient().store(gradient, plan.gradient().length());
    return loss;
  }

  /**
   * Takes the step of a gradient that was computed before.
   *
   * @param gradient {@code [P]}
   */
  public void step(float[] gradient) {
    plan.gradient().load(gradient, plan.gradient().length());
    plan.update();
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient()}. */
  double computeGradient(float[][] inputs, int batch, OutputLoss loss, RandomGenerator random) {
    plan.pass().beginTraining(batch, random);
    load(inputs);
    plan.forward();
    double value = givenLoss.compute(loss);
    plan.backward();
    Arrays.fill(meanLosses, Double.NaN);
    return value + penalty();
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient()}. */
  double computeGradient(
      float[][] inputs, float[][] targets, float[][] weights, int batch, RandomGenerator random) {
    plan.pass().beginTraining(batch, random);
    load(inputs);
    plan.forward();
    return lossAndBackward(targets, weights);
  }

  /**
   * The loss of a training walk without going back: without the penalties on activations, which
   * {@link #computeGradient(float[][], float[][], float[][], int, RandomGenerator)} adds on its
   * way.
   */
  double computeLoss(
      float[][] inputs, float[][] targets, float[][] weights, int batch, RandomGenerator random) {
    plan.pass().beginTraining(batch, random);
    load(inputs);
    plan.forward();
    return sumOfLosses(targets, weights);
  }

  /**
   * Computes what leaves the boundary as at inference.
   *
   * @param features receives {@code [batch, F']}, images channel by channel
   */
  public void features(float[][] inputs, int batch, float[] features) {
    plan.pass().beginInference(batch);
    load(inputs);
    plan.forwardToBoundary();
    plan.boundary().store(features, plan.pass());
  }

  /**
   * As {@link #predict}, from what leaves the boundary.
   *
   * @param features {@code [batch, F']}
   */
  public void predictFeatures(float[] features, int batch, float[][] outputs) {
    plan.pass().beginInference(batch);
    plan.boundary().load(features, plan.pass());
    plan.forwardFromBoundary();
    store(outputs);
  }

  /**
   * As {@link #fit}, from what leaves the boundary, before which nothing is trained.
   *
   * @param features {@code [batch, F']}
   */
  public double fitFeatures(
      float[] features, float[][] targets, float[][] weights, int batch, RandomGenerator random) {
    plan.pass().beginTraining(batch, random);
    plan.boundary().load(features, plan.pass());
    plan.forwardFromBoundary();
    double loss = lossAndBackward(targets, weights);
    plan.update();
    return loss;
  }

  private void load(float[][] inputs) {
    for (int i = 0; i < plan.inputs(); i++) {
      plan.load(i, inputs[i]);
    }
  }

  private void store(float[][] outputs) {
    for (int i = 0; i < losses.length; i++) {
      plan.store(i, outputs[i]);
    }
  }

  private double lossAndBackward(float[][] targets, float[][] weights) {
    double sum = sumOfLosses(targets, weights);
    plan.backward();
    return sum + penalty();
  }

  private double sumOfLosses(float[][] targets, float[][] weights) {
    double sum = 0;
    for (int i = 0; i < losses.length; i++) {
      float[] own = weights == null ? null : weights[i];
      meanLosses[i] = losses[i].compute(plan.pass().rows(), targets[i], own);
      sum += meanLosses[i];
    }
    return sum;
  }

  /** What penalties on activations added to the loss of the last step. */
  public double penalty() {
    double sum = 0;
    for (ActivityPenaltyBlock block : penalties) {
      sum += block.penalty();
    }
    return sum;
  }

  /** The mean loss of one output at the last step; NaN where its loss was given. */
  public double loss(int output) {
    return meanLosses[output];
  }

  /**
   * What one output was at the last {@link #fit}, from before the step.
   *
   * @param outputs receives {@code [batch, Oᵢ]}
   */
  public void fittedOutputs(int output, float[] outputs) {
    plan.store(output, outputs);
  }

  /**
   * The loss of each example of one output at the last {@link #fit}, from before the step.
   *
   * @param exampleLosses receives {@code [batch]}
   */
  public void exampleLosses(int output, float[] exampleLosses) {
    losses[output].exampleLosses(exampleLosses, plan.pass().rows());
  }

  /** Writes the updaters' state to the network's buffer, where it is not while steps are taken. */
  public void storeUpdaterState() {
    plan.storeUpdaterState();
  }

  /** Tells that the network's buffer of the updaters' state was changed from outside. */
  public void updaterStateChanged() {
    plan.updaterStateChanged();
  }

  /** L2 norm of the last step's gradient over all parameters, before clipping. */
  public double gradientNorm() {
    return plan.gradientNorm();
  }

  /** θ ← θ of a plan of the same network. */
  public void copyParametersFrom(BatchPlan source) {
    plan.copyParametersFrom(source.plan);
  }

  /** θ ← (1 − τ)·θ + τ·θ of a plan of the same network. */
  public void blendParametersFrom(BatchPlan source, double tau) {
    plan.blendParametersFrom(source.plan, tau);
  }

  /** Tells that the parameters were changed otherwise than by this plan's steps. */
  public void parametersChanged() {
    plan.parametersChanged();
  }

  /** The blocks with noise that are trained, in the order of the parameters. */
  public List<Noisy> noisyBlocks() {
    return plan.noisyBlocks();
  }

  Slice parameters() {
    return plan.parameters();
  }

  Slice gradient() {
    return plan.gradient();
  }

  @Override
  public void close() {
    plan.close();
  }
}
