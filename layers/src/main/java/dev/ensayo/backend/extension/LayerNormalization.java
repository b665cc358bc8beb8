package dev.ensayo.backend.extension;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of layer normalization (Ba, Kiros and Hinton, "Layer normalization", 2016, eq. 4):
 * function(γ ⊙ (x − μ)/√(σ² + ε) + β), with mean and variance (divided by F) over the features of
 * each example {@code [B, F]}, of each step of sequences {@code [B, F, T]} or, of images {@code [B,
 * C, H, W]}, over the channels of each pixel.
 *
 * <p>Parameters: γ {@code [F]}, which starts at 1 and is treated as a bias by penalties, then β
 * {@code [F]}, which starts at 0.
 */
public final class LayerNormalization extends FeedForwardLayer {
  /** Name of γ. */
  public static final String GAIN = "gamma";

  /** Name of β. */
  public static final String SHIFT = "beta";

  private static final long serialVersionUID = 1L;

  private double epsilon = 1e-6;

  /** For reading JSON. */
  public LayerNormalization() {}

  private LayerNormalization(Builder builder) {
    super(builder);
    this.epsilon = builder.added;
  }

  /** ε. */
  public double getEpsilon() {
    return epsilon;
  }

  /** For reading JSON. */
  public void setEpsilon(double epsilon) {
    this.epsilon = epsilon;
  }

  @Override
  public OwnParameters initializer() {
    return OwnParameters.of(
        OwnParameters.row(GAIN, getNOut(), 1), OwnParameters.row(SHIFT, getNOut(), 0));
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType;
  }

  /** Images stay images. */
  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  /** The number of features is set by who makes the layer. */
  @Override
  public void setNIn(InputType inputType, boolean override) {}

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    return OwnParameters.install(
        new LayerNormalizationLayer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return OwnParameters.memoryReport(this, inputType);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerNormalization that
        && super.equals(other)
        && that.epsilon == epsilon;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), epsilon);
  }

  /** Builds a {@link LayerNormalization} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double added = 1e-6;

    /** ε; 1e-6 by default. */
    public Builder epsilon(double epsilon) {
      this.added = epsilon;
      return this;
    }

    @Override
    public LayerNormalization build() {
      return new LayerNormalization(this);
    }
  }
}
