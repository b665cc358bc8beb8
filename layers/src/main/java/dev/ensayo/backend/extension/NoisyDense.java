package dev.ensayo.backend.extension;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a fully connected layer with factorized Gaussian noise on its weights and biases
 * (Fortunato et al., "Noisy networks for exploration", 2018, section 3, eq. 9 to 11): with x {@code
 * [B, F]},
 *
 * <p>function(x·(μ_W + σ_W ⊙ f(ε)f(ε')ᵀ) + μ_b + σ_b ⊙ f(ε')), f(e) = sgn(e)·√|e|.
 *
 * <p>Parameters: μ_W {@code [F, O]} column by column, μ_b {@code [O]}, σ_W as μ_W, σ_b as μ_b. μ
 * starts as the layer's distribution says, σ at σ₀/√F (section 3.2). There is no noise until a
 * program sets some ({@link NoisyDenseLayer#setNoise}): the layer is then a dense one of μ.
 */
public final class NoisyDense extends FeedForwardLayer {
  /** Name of σ_W. */
  public static final String WEIGHT_DEVIATIONS = "sigmaW";

  /** Name of σ_b. */
  public static final String BIAS_DEVIATIONS = "sigmab";

  private static final long serialVersionUID = 1L;

  private double sigma = 0.5;

  /** For reading JSON. */
  public NoisyDense() {}

  private NoisyDense(Builder builder) {
    super(builder);
    this.sigma = builder.start;
  }

  /** σ₀. */
  public double getSigma() {
    return sigma;
  }

  /** For reading JSON. */
  public void setSigma(double sigma) {
    this.sigma = sigma;
  }

  @Override
  public OwnParameters initializer() {
    double deviation = sigma / Math.sqrt((double) getNIn());
    return OwnParameters.of(
        OwnParameters.weights(
            DefaultParamInitializer.WEIGHT_KEY, getNIn(), getNOut(), getNOut(), getWeightInitFn()),
        OwnParameters.row(
            DefaultParamInitializer.BIAS_KEY,
            getNOut(),
            values -> values.assign(OwnParameters.drawn(getWeightInitFn(), getNOut(), values))),
        new OwnParameters.Part(
            WEIGHT_DEVIATIONS,
            getNIn(),
            getNOut(),
            false,
            deviations -> deviations.assign(deviation)),
        OwnParameters.row(BIAS_DEVIATIONS, getNOut(), deviation));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    return OwnParameters.install(
        new NoisyDenseLayer(conf, networkDataType),
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
    return other instanceof NoisyDense that && super.equals(other) && that.sigma == sigma;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), sigma);
  }

  /** Builds a {@link NoisyDense} as Deeplearning4j's own builders build their layers. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double start = 0.5;

    /** σ₀; 0.5 by default. */
    public Builder sigma(double sigma) {
      this.start = sigma;
      return this;
    }

    @Override
    public NoisyDense build() {
      return new NoisyDense(this);
    }
  }
}
