package dev.ensayo.backend.extension;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of attention over what an encoder put out, for Deeplearning4j, in a {@link
 * CrossAttentionVertex} (Luong, Pham and Manning, "Effective approaches to attention-based neural
 * machine translation", 2015, eq. 5 and 7): each step h {@code [D]} of the decoder gives each step
 * s {@code [E]} of the encoder a score, whose softmax weighs the mean c of the latter, and puts out
 * tanh([c; h]·W). Steps that are masked are given none.
 *
 * <p>The score is h·s, with D = E, or v·tanh(h·Q + s·K), with D numbers inside (Bahdanau, Cho and
 * Bengio, "Neural machine translation by jointly learning to align and translate", 2015, appendix
 * A.1.2).
 *
 * <p>Parameters: of the second score Q {@code [D, D]}, K {@code [E, D]} and v {@code [D]}; then W
 * {@code [E + D, D]}.
 */
public final class CrossAttention extends FeedForwardLayer {
  /** Name of Q. */
  public static final String QUERY_WEIGHTS = "qW";

  /** Name of K. */
  public static final String KEY_WEIGHTS = "kW";

  /** Name of v. */
  public static final String SCORE_WEIGHTS = "v";

  /** Name of W. */
  public static final String WEIGHTS = "W";

  private static final long serialVersionUID = 1L;

  private long memorySize;
  private boolean additive;

  /** For reading JSON, and for its setters. */
  public CrossAttention() {
    setActivationFn(new ActivationTanH());
  }

  /** Sets D. */
  public void setSize(long size) {
    setNIn(size);
    setNOut(size);
  }

  /** E. */
  public long getMemorySize() {
    return memorySize;
  }

  /** Sets E. */
  public void setMemorySize(long memorySize) {
    this.memorySize = memorySize;
  }

  /** Whether the score is that of Bahdanau; else the product. */
  public boolean isAdditive() {
    return additive;
  }

  /** Sets whether the score is that of Bahdanau. */
  public void setAdditive(boolean additive) {
    this.additive = additive;
  }

  @Override
  public OwnParameters initializer() {
    long size = getNOut();
    List<OwnParameters.Part> parts = new ArrayList<>();
    if (additive) {
      parts.add(weights(QUERY_WEIGHTS, size, size));
      parts.add(weights(KEY_WEIGHTS, memorySize, size));
      parts.add(weights(SCORE_WEIGHTS, size, 1));
    }
    parts.add(weights(WEIGHTS, memorySize + size, size));
    return OwnParameters.of(parts);
  }

  private static OwnParameters.Part weights(String name, long rows, long columns) {
    return OwnParameters.weights(name, rows, columns, columns, new WeightInitXavier());
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
        new CrossAttentionLayer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType;
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  /** The sizes are set by who makes the layer. */
  @Override
  public void setNIn(InputType inputType, boolean override) {}

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return OwnParameters.memoryReport(this, inputType);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CrossAttention that
        && super.equals(other)
        && that.memorySize == memorySize
        && that.additive == additive;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), memorySize, additive);
  }
}
