package dev.ensayo.backend.training;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Map;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's vanilla recurrent layer with a backward pass that starts from the carried state.
 * The library's goes forward again from zero, whatever the state was, so that its slopes belong to
 * other sums than those of the forward pass, and leaves h₀ᵀ·δ₁ out of the gradient of the recurrent
 * weights. Here its arithmetic runs on {@link StateAsInput}, which needs no state. It has the
 * parameters of the layer whose place it takes in a running network.
 */
final class CarriedRnnLayer extends SimpleRnn {
  private static final long serialVersionUID = 1L;

  private final transient StateAsInput wide;

  /**
   * @param layer with its views of the network's parameters and gradients
   */
  CarriedRnnLayer(SimpleRnn layer) {
    super(layer.conf(), layer.params().dataType());
    setIndex(layer.getIndex());
    setParamsViewArray(layer.params());
    setParamTable(layer.paramTable());
    setBackpropGradientsViewArray(layer.getGradientsViewArray());
    this.wide = new StateAsInput(this);
  }

  @Override
  @SuppressWarnings("try")
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray output =
        wide.activate(
            this.input,
            tBpttStateMap.get(STATE_KEY_PREV_ACTIVATION),
            Map.of(),
            maskArray,
            training,
            workspaceMgr);
    if (storeLastForTBPTT) {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        tBpttStateMap.put(
            STATE_KEY_PREV_ACTIVATION, output.get(all(), all(), point(output.size(2) - 1)).dup());
      }
    }
    return output;
  }

  /** All of the window is walked back. */
  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int tbpttBackLength, LayerWorkspaceMgr workspaceMgr) {
    INDArray slopes = wide.slopeOfInputs(wide.backward(epsilon, gradientViews, workspaceMgr));
    INDArray own =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, slopes.dataType(), slopes.shape(), 'f');
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient.gradientForVariable()::put);
    return new Pair<>(gradient, backpropDropOutIfPresent(own.assign(slopes)));
  }

  @Override
  public void clear() {
    super.clear();
    wide.clear();
  }
}
