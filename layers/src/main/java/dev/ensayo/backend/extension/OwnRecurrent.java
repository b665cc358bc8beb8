package dev.ensayo.backend.extension;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of a recurrent layer of ours for Deeplearning4j: what all of them have alike. */
public abstract class OwnRecurrent extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  /** Deeplearning4j's name for W. */
  public static final String INPUT_WEIGHTS = "W";

  /** Deeplearning4j's name for the recurrent matrix. */
  public static final String RECURRENT_WEIGHTS = "RW";

  /** Deeplearning4j's name for the bias. */
  public static final String BIAS = "b";

  /** Deeplearning4j's name for gains. */
  public static final String GAIN = "g";

  /** For reading JSON. */
  protected OwnRecurrent() {}

  protected OwnRecurrent(BaseRecurrentLayer.Builder<?> builder) {
    super(builder);
  }

  /** What computes it. */
  protected abstract OwnRecurrentLayer<?, ?> layer(NeuralNetConfiguration conf, DataType type);

  @Override
  public abstract OwnParameters initializer();

  /** The distribution of the recurrent matrix. */
  protected final IWeightInit recurrentStart() {
    return getWeightInitFnRecurrent() == null ? getWeightInitFn() : getWeightInitFnRecurrent();
  }

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet(
        getClass().getSimpleName(), getLayerName(), layerIndex, getNIn(), getNOut());
    return OwnParameters.install(
        layer(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType inputType) {
    return OwnParameters.memoryReport(this, inputType);
  }
}
