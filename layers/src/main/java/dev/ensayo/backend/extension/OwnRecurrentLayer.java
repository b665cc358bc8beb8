package dev.ensayo.backend.extension;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A recurrent layer of ours on Deeplearning4j: input {@code [B, F, T]}, output {@code [B, U, T]}.
 * The backward goes forward once more to have the gates, as Deeplearning4j's own recurrent layers
 * do. A sequence keeps its state over a masked step.
 *
 * @param <C> its configuration
 * @param <S> what its backward needs of a time step
 */
public abstract class OwnRecurrentLayer<
        C extends org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer, S>
    extends BaseRecurrentLayer<C> {
  private static final long serialVersionUID = 1L;

  /** The hidden state among what is carried. */
  protected static final String HIDDEN = "prevActivation";

  /** The state before the window that is being trained on; empty for zero. */
  private transient Map<String, INDArray> windowStart = Map.of();

  /** Receives ∂L/∂h before each step of a backward, the last first; null for none. */
  private transient List<INDArray> slopesBefore;

  protected OwnRecurrentLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** Names of what is carried from step to step, the hidden state first; each {@code [B, U]}. */
  public List<String> stateNames() {
    return List.of(HIDDEN);
  }

  /**
   * @param initial the state before the first step
   * @param last receives the state after the last step, or null
   * @param steps receives what the backward needs, or null
   */
  protected abstract INDArray forward(
      boolean training,
      Map<String, INDArray> initial,
      Map<String, INDArray> last,
      List<S> steps,
      LayerWorkspaceMgr workspaceMgr);

  /**
   * Writes the gradient into its views, which are zero, and calls {@link #passed} at each step.
   *
   * @param slopes of the loss in the outputs, {@code [B, U, T]}
   * @param end the first step that is walked back to
   * @param inputSlopes receives the slopes of the loss in the inputs, {@code [B, F, T]}
   */
  protected abstract void backward(
      INDArray slopes,
      List<S> steps,
      long end,
      INDArray inputSlopes,
      LayerWorkspaceMgr workspaceMgr);

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }

  @Override
  public final Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return new Pair<>(maskArray, MaskState.Passthrough);
  }

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return forward(training, Map.of(), null, null, workspaceMgr);
  }

  @Override
  public final INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    return forward(false, stateMap, stateMap, null, workspaceMgr);
  }

  @Override
  public final INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    windowStart = Map.copyOf(tBpttStateMap);
    return forward(
        training, windowStart, storeLastForTBPTT ? tBpttStateMap : null, null, workspaceMgr);
  }

  /**
   * Walks the window back whose forward was the last, as at inference.
   *
   * @param epsilon slope of the loss in the outputs, {@code [B, U, T]}
   * @return ∂L/∂h before each step, {@code [B, U]}, from the first step to the last
   */
  public final List<INDArray> hiddenSlopes(INDArray epsilon) {
    slopesBefore = new ArrayList<>();
    tbpttBackpropGradient(epsilon, -1, LayerWorkspaceMgr.noWorkspaces());
    List<INDArray> slopes = new ArrayList<>(slopesBefore);
    slopesBefore = null;
    Collections.reverse(slopes);
    return slopes;
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return walkBack(epsilon, Map.of(), -1, workspaceMgr);
  }

  @Override
  public final Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int tbpttBackLength, LayerWorkspaceMgr workspaceMgr) {
    return walkBack(epsilon, windowStart, tbpttBackLength, workspaceMgr);
  }

  private Pair<Gradient, INDArray> walkBack(
      INDArray epsilon,
      Map<String, INDArray> initial,
      int backLength,
      LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    boolean asAtInference = slopesBefore != null;
    List<S> steps = new ArrayList<>();
    forward(!asAtInference, initial, null, steps, workspaceMgr);
    gradientsFlattened.assign(0);
    INDArray in = permuteIfNWC(input);
    long end = backLength > 0 ? Math.max(0, in.size(2) - backLength) : 0;
    INDArray inputSlopes =
        workspaceMgr.create(ArrayType.ACTIVATION_GRAD, dataType, in.shape(), 'f');
    backward(permuteIfNWC(epsilon.castTo(dataType)), steps, end, inputSlopes, workspaceMgr);
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient.gradientForVariable()::put);
    INDArray dropped = asAtInference ? inputSlopes : backpropDropOutIfPresent(inputSlopes);
    return new Pair<>(gradient, permuteIfNWC(dropped));
  }

  /**
   * Notes the slope before a step.
   *
   * @param slope ∂L/∂h before the step, {@code [B, U]}
   */
  protected final void passed(INDArray slope) {
    if (slopesBefore != null) {
      slopesBefore.add(slope);
    }
  }

  /** Keeps a state for after the window. */
  @SuppressWarnings("try")
  protected static void keep(Map<String, INDArray> last, String name, INDArray state) {
    if (last != null) {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        last.put(name, state.dup());
      }
    }
  }

  /** What was before where the step is masked. */
  protected final INDArray held(INDArray next, INDArray before, long step) {
    return maskArray == null ? next : next.subi(before).muli(mask(step)).addi(before);
  }

  /** The slopes of the sequences whose step is not masked, 0 for the others. */
  protected final INDArray unmasked(INDArray slopes, long step) {
    return maskArray == null ? slopes : slopes.mul(mask(step));
  }

  private INDArray mask(long step) {
    return maskArray.getColumn(step, true).castTo(dataType);
  }

  /** Some columns of rows, as a view. */
  protected static INDArray part(INDArray rows, long from, long to) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  /** The slope of a sigmoid from its value. */
  protected static INDArray slopeOfSigmoid(INDArray value) {
    return value.rsub(1).muli(value);
  }
}
