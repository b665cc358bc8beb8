package dev.ensayo.backend.extension;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a layer that adds to its input {@code [B, D, T]} what a branch makes of it, for
 * Deeplearning4j: what the layers of a transformer have alike.
 */
public abstract class ResidualLayer extends FeedForwardLayer {
  /** Name of the gains of the branch's layer normalization. */
  public static final String GAIN = "gamma";

  /** Name of its shifts. */
  public static final String SHIFT = "beta";

  /** Name of the matrix the branch begins with. */
  public static final String WEIGHTS = "W";

  /** Name of its bias. */
  public static final String BIAS = "b";

  /** Name of the matrix the branch ends with. */
  public static final String OUTPUT_WEIGHTS = "oW";

  /** Name of its bias. */
  public static final String OUTPUT_BIAS = "ob";

  private static final long serialVersionUID = 1L;

  private double epsilon = 1e-5;
  private double deviation = 0.02;
  private double outputDeviation = 0.02;
  private double branchDropout;

  /** For reading JSON, and for its setters. */
  protected ResidualLayer() {
    setActivationFn(new ActivationIdentity());
  }

  /** What computes it. */
  protected abstract BaseLayer<?> layer(NeuralNetConfiguration conf, DataType type);

  @Override
  public abstract OwnParameters initializer();

  /** Layer normalization, a matrix {@code [D, wide]} and one {@code [narrow, D]} with biases. */
  final OwnParameters branch(long wide, long narrow) {
    long size = getNOut();
    return OwnParameters.of(
        OwnParameters.row(GAIN, size, 1),
        OwnParameters.row(SHIFT, size, 0),
        normal(WEIGHTS, size, wide, deviation),
        OwnParameters.row(BIAS, wide, 0),
        normal(OUTPUT_WEIGHTS, narrow, size, outputDeviation),
        OwnParameters.row(OUTPUT_BIAS, size, 0));
  }

  static OwnParameters.Part normal(String name, long rows, long columns, double deviation) {
    return OwnParameters.weights(
        name,
        rows,
        columns,
        columns,
        new WeightInitDistribution(new NormalDistribution(0, deviation)));
  }

  /** Sets D. */
  public final void setSize(long size) {
    setNIn(size);
    setNOut(size);
  }

  /** Added to the variance. */
  public final double getEpsilon() {
    return epsilon;
  }

  /** Sets what is added to the variance. */
  public final void setEpsilon(double epsilon) {
    this.epsilon = epsilon;
  }

  /** Standard deviation of the initial weights. */
  public final double getDeviation() {
    return deviation;
  }

  /** Sets the standard deviation of the initial weights. */
  public final void setDeviation(double deviation) {
    this.deviation = deviation;
  }

  /** Standard deviation of the initial weights of the matrix the branch ends with. */
  public final double getOutputDeviation() {
    return outputDeviation;
  }

  /** Sets the standard deviation of the initial weights of the branch's last matrix. */
  public final void setOutputDeviation(double outputDeviation) {
    this.outputDeviation = outputDeviation;
  }

  /** Probability of dropping each number of the branch's output while training. */
  public final double getBranchDropout() {
    return branchDropout;
  }

  /** Sets the probability of dropping each number of the branch's output while training. */
  public final void setBranchDropout(double branchDropout) {
    this.branchDropout = branchDropout;
  }

  /** Whether it draws random numbers while training, beside dropout of its input. */
  public boolean drops() {
    return branchDropout > 0;
  }

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    return OwnParameters.install(
        layer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public final InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType;
  }

  @Override
  public final InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  /** The size is set by who makes the layer. */
  @Override
  public final void setNIn(InputType inputType, boolean override) {}

  @Override
  public final LayerMemoryReport getMemoryReport(InputType inputType) {
    return OwnParameters.memoryReport(this, inputType);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResidualLayer that
        && that.getClass() == getClass()
        && super.equals(other)
        && that.epsilon == epsilon
        && that.deviation == deviation
        && that.outputDeviation == outputDeviation
        && that.branchDropout == branchDropout;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), epsilon, deviation, outputDeviation, branchDropout);
  }
}
