package dev.ensayo.backend.training;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.params.SimpleRnnParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

/**
 * A layer of Deeplearning4j, {@code SimpleRnn} or {@code LSTM}, to which the hidden state before a
 * window is more input of the window's first step. It reads x̃ {@code [B, F + U, T]}, where x̃₁ =
 * [x₁, h₀] and x̃ₜ = [xₜ, 0] after that, with the weights [W; U] of both: the sums of the gates are
 * those of the layer started from h₀, and the library's own backward pass from a zero state is
 * exact. Two slopes fall out that the library does not give: the first step's share in the gradient
 * of U, in the lower rows of the gradient of [W; U], and, in the lower rows of the slope of the
 * input, δₜ·Uᵀ, the slope of the loss in the hidden state before step t.
 */
final class StateAsInput {
  private static final String INPUT = SimpleRnnParamInitializer.WEIGHT_KEY;
  private static final String RECURRENT = SimpleRnnParamInitializer.RECURRENT_WEIGHT_KEY;
  private static final String BIAS = SimpleRnnParamInitializer.BIAS_KEY;

  private final BaseRecurrentLayer<?> layer;
  private final BaseRecurrentLayer<?> inner;
  private final long inputs;
  private final long units;

  /**
   * @param layer whose parameters are read before each forward; its names are W, RW and b
   */
  StateAsInput(BaseRecurrentLayer<?> layer) {
    this.layer = layer;
    this.inputs = layer.layerConf().getNIn();
    this.units = layer.layerConf().getNOut();
    NeuralNetConfiguration conf = layer.conf().clone();
    org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer wide =
        (org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer) conf.getLayer();
    wide.setNIn(inputs + units);
    wide.setIDropout(null);
    long size = wide.initializer().numParams(conf);
    DataType type = layer.params().dataType();
    this.inner =
        (BaseRecurrentLayer<?>)
            wide.instantiate(conf, null, layer.getIndex(), Nd4j.zeros(type, 1, size), false, type);
    inner.setBackpropGradientsViewArray(Nd4j.zeros(type, 1, size));
  }

  /**
   * The layer's output {@code [B, U, T]}.
   *
   * @param x {@code [B, F, T]}, dropped out already
   * @param hidden h₀ {@code [B, U]}
   * @param rest what else the layer starts from, by its names
   * @param mask {@code [B, T]} or null
   */
  @SuppressWarnings("try")
  INDArray activate(
      INDArray x,
      INDArray hidden,
      Map<String, INDArray> rest,
      INDArray mask,
      boolean training,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray wide;
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      part(inner.getParam(INPUT), 0, inputs).assign(layer.getParam(INPUT));
      part(inner.getParam(INPUT), inputs, inputs + units).assign(layer.getParam(RECURRENT));
      inner.getParam(RECURRENT).assign(layer.getParam(RECURRENT));
      inner.getParam(BIAS).assign(layer.getParam(BIAS));
      wide = Nd4j.create(x.dataType(), new long[] {x.size(0), inputs + units, x.size(2)}, 'f');
      wide.put(new INDArrayIndex[] {all(), interval(0, inputs), all()}, x);
      wide.put(new INDArrayIndex[] {all(), interval(inputs, inputs + units), point(0)}, hidden);
    }
    inner.rnnSetTBPTTState(rest);
    inner.rnnSetPreviousState(rest);
    inner.setMaskArray(mask);
    return inner.rnnActivateUsingStoredState(wide, training, false, workspaceMgr);
  }

  private static INDArray part(INDArray rows, long from, long to) {
    return rows.get(interval(from, to), all());
  }

  /**
   * Walks the window back whose forward was the last.
   *
   * @param gradients receive the gradients, by the names of the parameters
   * @return the slope of x̃, {@code [B, F + U, T]}
   */
  INDArray backward(
      INDArray epsilon, Map<String, INDArray> gradients, LayerWorkspaceMgr workspaceMgr) {
    Pair<Gradient, INDArray> result =
        inner.tbpttBackpropGradient(epsilon, Integer.MAX_VALUE, workspaceMgr);
    Map<String, INDArray> own = result.getFirst().gradientForVariable();
    gradients.get(INPUT).assign(part(own.get(INPUT), 0, inputs));
    gradients
        .get(RECURRENT)
        .assign(own.get(RECURRENT).add(part(own.get(INPUT), inputs, inputs + units)));
    gradients.get(BIAS).assign(own.get(BIAS));
    return result.getSecond();
  }

  /** ∂L/∂h before a step, {@code [B, U]}, of a slope that {@link #backward} returned. */
  INDArray slopeBefore(INDArray wide, long step) {
    return wide.get(all(), interval(inputs, inputs + units), point(step));
  }

  /** The slope of the inputs, {@code [B, F, T]}, of one that {@link #backward} returned. */
  INDArray slopeOfInputs(INDArray wide) {
    return wide.get(all(), interval(0, inputs), all());
  }

  void clear() {
    inner.clear();
  }
}
