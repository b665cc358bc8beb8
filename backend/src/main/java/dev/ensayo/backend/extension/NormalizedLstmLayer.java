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
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@link NormalizedLstm} on Deeplearning4j: input {@code [B, F, T]}, output {@code [B, U, T]}. The
 * backward goes forward once more to have the gates, as Deeplearning4j's own recurrent layers do. A
 * sequence keeps its state over a masked step.
 */
public final class NormalizedLstmLayer extends BaseRecurrentLayer<NormalizedLstm>
    implements HiddenSlopes {
  private static final long serialVersionUID = 1L;
  static final String HIDDEN = "prevActivation";
  static final String CELLS = "prevMemCell";

  /** h and c before the window that is being trained on; empty for zero. */
  private transient Map<String, INDArray> windowStart = Map.of();

  /** Receives ∂L/∂h before each step of a backward, the last first; null for none. */
  private transient List<INDArray> slopesBefore;

  NormalizedLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** One time step: gates and cells {@code [B, U]}, tanh of the normalized cells. */
  private record Step(
      INDArray x,
      INDArray before,
      INDArray cellsBefore,
      Standardized fromInput,
      Standardized fromState,
      INDArray a,
      INDArray f,
      INDArray o,
      INDArray g,
      Standardized cells,
      INDArray tanh) {}

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
   * @param initial h and c before the first step
   * @param last receives h and c after the last step, or null
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
    INDArray c = initial.getOrDefault(CELLS, Nd4j.zeros(dataType, in.size(0), units));
    for (long t = 0; t < in.size(2); t++) {
      INDArray x = in.get(all(), all(), point(t)).dup('f');
      Standardized fromInput = Standardized.of(x.mmul(w));
      Standardized fromState = Standardized.of(h.mmul(rw));
      INDArray sums =
          fromInput
              .values()
              .mul(part(gain, 0, 4 * units))
              .addi(fromState.values().mul(part(gain, 4 * units, 8 * units)))
              .addi(bias);
      INDArray a = Transforms.tanh(part(sums, 0, units).dup('f'), false);
      INDArray f = Transforms.sigmoid(part(sums, units, 2 * units).dup('f'), false);
      INDArray o = Transforms.sigmoid(part(sums, 2 * units, 3 * units).dup('f'), false);
      INDArray g = Transforms.sigmoid(part(sums, 3 * units, 4 * units).dup('f'), false);
      INDArray nextCells = f.mul(c).addi(g.mul(a));
      Standardized cells = Standardized.of(nextCells);
      INDArray tanh =
          Transforms.tanh(
              cells
                  .values()
                  .mul(part(gain, 8 * units, 9 * units))
                  .addi(part(gain, 9 * units, 10 * units)),
              false);
      if (steps != null) {
        steps.add(new Step(x, h, c, fromInput, fromState, a, f, o, g, cells, tanh));
      }
      h = held(o.mul(tanh), h, t);
      c = held(nextCells, c, t);
      out.put(new INDArrayIndex[] {all(), all(), point(t)}, h);
    }
    if (last != null) {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        last.put(HIDDEN, h.dup());
        last.put(CELLS, c.dup());
      }
    }
    return permuteIfNWC(out);
  }

  private static INDArray part(INDArray row, long from, long to) {
    return row.get(all(), interval(from, to));
  }

  /** What was before where the step is masked. */
  private INDArray held(INDArray next, INDArray before, long step) {
    return maskArray == null ? next : next.subi(before).muli(mask(step)).addi(before);
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
    INDArray inputSlopes =
        workspaceMgr.create(ArrayType.ACTIVATION_GRAD, dataType, in.shape(), 'f');
    long end = backLength > 0 ? Math.max(0, in.size(2) - backLength) : 0;
    INDArray hidden = Nd4j.zeros(dataType, in.size(0), units);
    INDArray memory = Nd4j.zeros(dataType, in.size(0), units);
    for (long t = in.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray wholeHidden = slopes.get(all(), all(), point(t)).add(hidden);
      INDArray dh = maskArray == null ? wholeHidden : wholeHidden.mul(mask(t));
      INDArray dc = maskArray == null ? memory : memory.mul(mask(t));
      INDArray passedHidden = maskArray == null ? null : wholeHidden.sub(dh);
      INDArray passedMemory = maskArray == null ? null : memory.sub(dc);
      INDArray dy = dh.mul(step.o).muli(step.tanh.mul(step.tanh).rsubi(1));
      part(gainGradient, 8 * units, 9 * units).addi(dy.mul(step.cells.values()).sum(true, 0));
      part(gainGradient, 9 * units, 10 * units).addi(dy.sum(true, 0));
      dc = dc.add(step.cells.backward(dy.mul(part(gain, 8 * units, 9 * units))));
      INDArray sums =
          Nd4j.hstack(
              dc.mul(step.g).muli(step.a.mul(step.a).rsubi(1)),
              dc.mul(step.cellsBefore).muli(slopeOfSigmoid(step.f)),
              dh.mul(step.tanh).muli(slopeOfSigmoid(step.o)),
              dc.mul(step.a).muli(slopeOfSigmoid(step.g)));
      memory = dc.mul(step.f);
      biasGradient.addi(sums.sum(true, 0));
      part(gainGradient, 0, 4 * units).addi(sums.mul(step.fromInput.values()).sum(true, 0));
      part(gainGradient, 4 * units, 8 * units).addi(sums.mul(step.fromState.values()).sum(true, 0));
      INDArray input = step.fromInput.backward(sums.mul(part(gain, 0, 4 * units)));
      INDArray state = step.fromState.backward(sums.mul(part(gain, 4 * units, 8 * units)));
      wGradient.addi(step.x.transpose().mmul(input));
      rwGradient.addi(step.before.transpose().mmul(state));
      inputSlopes.put(new INDArrayIndex[] {all(), all(), point(t)}, input.mmul(w.transpose()));
      hidden = state.mmul(rw.transpose());
      if (passedHidden != null) {
        hidden.addi(passedHidden);
        memory.addi(passedMemory);
      }
      if (slopesBefore != null) {
        slopesBefore.add(hidden);
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

  private static INDArray slopeOfSigmoid(INDArray value) {
    return value.rsub(1).muli(value);
  }
}
