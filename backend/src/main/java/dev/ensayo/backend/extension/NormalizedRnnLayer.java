package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

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
import org.nd4j.linalg.indexing.INDArrayIndex;

/**
 * {@link NormalizedRnn} on Deeplearning4j: input {@code [B, F, T]}, output {@code [B, U, T]}. The
 * backward goes forward once more, as Deeplearning4j's own recurrent layers do. A sequence keeps
 * its state over a masked step.
 */
public final class NormalizedRnnLayer extends BaseRecurrentLayer<NormalizedRnn>
    implements HiddenSlopes {
  private static final long serialVersionUID = 1L;
  static final String HIDDEN = "prevActivation";

  /** h before the window that is being trained on; empty for zero. */
  private transient Map<String, INDArray> windowStart = Map.of();

  /** Receives ∂L/∂h before each step of a backward, the last first; null for none. */
  private transient List<INDArray> slopesBefore;

  NormalizedRnnLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** One time step; sums {@code [B, U]} before the function. */
  private record Step(
      INDArray x, INDArray before, Standardized fromInput, Standardized fromState, INDArray sums) {}

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return new Pair<>(maskArray, MaskState.Passthrough);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return forward(training, Map.of(), null, null, workspaceMgr);
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    return forward(false, stateMap, stateMap, null, workspaceMgr);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    windowStart = Map.copyOf(tBpttStateMap);
    return forward(
        training, windowStart, storeLastForTBPTT ? tBpttStateMap : null, null, workspaceMgr);
  }

  /**
   * @param initial h before the first step
   * @param last receives h after the last step, or null
   * @param steps receives what the backward needs, or null
   */
  @SuppressWarnings("try")
  private INDArray forward(
      boolean training,
      Map<String, INDArray> initial,
      Map<String, INDArray> last,
      List<Step> steps,
      LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray in = permuteIfNWC(input.castTo(dataType));
    INDArray w = getParamWithNoise(NormalizedLstm.INPUT_WEIGHTS, training, workspaceMgr);
    INDArray rw = getParamWithNoise(NormalizedLstm.RECURRENT_WEIGHTS, training, workspaceMgr);
    INDArray bias = getParamWithNoise(NormalizedLstm.BIAS, training, workspaceMgr);
    INDArray gain = getParamWithNoise(NormalizedLstm.GAIN, training, workspaceMgr);
    long units = layerConf().getNOut();
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {in.size(0), units, in.size(2)}, 'f');
    INDArray h = initial.getOrDefault(HIDDEN, Nd4j.zeros(dataType, in.size(0), units));
    for (long t = 0; t < in.size(2); t++) {
      INDArray x = in.get(all(), all(), point(t)).dup('f');
      Standardized fromInput = Standardized.of(x.mmul(w));
      Standardized fromState = Standardized.of(h.mmul(rw));
      INDArray sums =
          fromInput
              .values()
              .mul(gain.get(all(), interval(0, units)))
              .addi(fromState.values().mul(gain.get(all(), interval(units, 2 * units))))
              .addi(bias);
      if (steps != null) {
        steps.add(new Step(x, h, fromInput, fromState, sums.dup('f')));
      }
      INDArray next = layerConf().getActivationFn().getActivation(sums, training);
      h = maskArray == null ? next : next.subi(h).muli(mask(t)).addi(h);
      out.put(new INDArrayIndex[] {all(), all(), point(t)}, h);
    }
    if (last != null) {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        last.put(HIDDEN, h.dup());
      }
    }
    return permuteIfNWC(out);
  }

  private INDArray mask(long step) {
    return maskArray.getColumn(step, true).castTo(dataType);
  }

  @Override
  public List<INDArray> hiddenSlopes(INDArray epsilon) {
    slopesBefore = new ArrayList<>();
    tbpttBackpropGradient(epsilon, -1, LayerWorkspaceMgr.noWorkspaces());
    List<INDArray> slopes = new ArrayList<>(slopesBefore);
    slopesBefore = null;
    Collections.reverse(slopes);
    return slopes;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return backward(epsilon, Map.of(), -1, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int tbpttBackLength, LayerWorkspaceMgr workspaceMgr) {
    return backward(epsilon, windowStart, tbpttBackLength, workspaceMgr);
  }

  private Pair<Gradient, INDArray> backward(
      INDArray epsilon,
      Map<String, INDArray> initial,
      int backLength,
      LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    List<Step> steps = new ArrayList<>();
    forward(slopesBefore == null, initial, null, steps, workspaceMgr);
    INDArray in = permuteIfNWC(input);
    INDArray slopes = permuteIfNWC(epsilon.castTo(dataType));
    INDArray w = getParamWithNoise(NormalizedLstm.INPUT_WEIGHTS, true, workspaceMgr);
    INDArray rw = getParamWithNoise(NormalizedLstm.RECURRENT_WEIGHTS, true, workspaceMgr);
    INDArray gain = getParamWithNoise(NormalizedLstm.GAIN, true, workspaceMgr);
    long units = layerConf().getNOut();
    gradientsFlattened.assign(0);
    INDArray wGradient = gradientViews.get(NormalizedLstm.INPUT_WEIGHTS);
    INDArray rwGradient = gradientViews.get(NormalizedLstm.RECURRENT_WEIGHTS);
    INDArray biasGradient = gradientViews.get(NormalizedLstm.BIAS);
    INDArray gainGradient = gradientViews.get(NormalizedLstm.GAIN);
    INDArray inputGain = gain.get(all(), interval(0, units));
    INDArray stateGain = gain.get(all(), interval(units, 2 * units));
    INDArray inputSlopes =
        workspaceMgr.create(ArrayType.ACTIVATION_GRAD, dataType, in.shape(), 'f');
    long end = backLength > 0 ? Math.max(0, in.size(2) - backLength) : 0;
    INDArray carried = Nd4j.zeros(dataType, in.size(0), units);
    for (long t = in.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray whole = slopes.get(all(), all(), point(t)).add(carried);
      INDArray dh = maskArray == null ? whole : whole.mul(mask(t));
      INDArray passed = maskArray == null ? null : whole.sub(dh);
      INDArray sums = layerConf().getActivationFn().backprop(step.sums, dh.dup('f')).getFirst();
      biasGradient.addi(sums.sum(true, 0));
      gainGradient
          .get(all(), interval(0, units))
          .addi(sums.mul(step.fromInput.values()).sum(true, 0));
      gainGradient
          .get(all(), interval(units, 2 * units))
          .addi(sums.mul(step.fromState.values()).sum(true, 0));
      INDArray input = step.fromInput.backward(sums.mul(inputGain));
      INDArray state = step.fromState.backward(sums.mul(stateGain));
      wGradient.addi(step.x.transpose().mmul(input));
      rwGradient.addi(step.before.transpose().mmul(state));
      inputSlopes.put(new INDArrayIndex[] {all(), all(), point(t)}, input.mmul(w.transpose()));
      carried = state.mmul(rw.transpose());
      if (passed != null) {
        carried.addi(passed);
      }
      if (slopesBefore != null) {
        slopesBefore.add(carried);
      }
    }
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradient.gradientForVariable().put(NormalizedLstm.INPUT_WEIGHTS, wGradient);
    gradient.gradientForVariable().put(NormalizedLstm.RECURRENT_WEIGHTS, rwGradient);
    gradient.gradientForVariable().put(NormalizedLstm.BIAS, biasGradient);
    gradient.gradientForVariable().put(NormalizedLstm.GAIN, gainGradient);
    INDArray dropped = slopesBefore == null ? backpropDropOutIfPresent(inputSlopes) : inputSlopes;
    return new Pair<>(gradient, permuteIfNWC(dropped));
  }
}
