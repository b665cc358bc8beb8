package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 * {@link Gru} on Deeplearning4j: input {@code [B, F, T]}, output {@code [B, U, T]}. The backward
 * goes forward once more to have the gates, as Deeplearning4j's own recurrent layers do. A sequence
 * keeps its state over a masked step.
 */
public final class GruLayer extends BaseRecurrentLayer<Gru> implements HiddenSlopes {
  private static final long serialVersionUID = 1L;
  static final String HIDDEN = "prevActivation";

  /** h before the window that is being trained on; null for zero. */
  private transient INDArray windowStart;

  /** Receives ∂L/∂h before each step of a backward, the last first; null for none. */
  private transient List<INDArray> slopesBefore;

  GruLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * One time step: gates {@code [B, U]}, q = h₋·U_n + b_q where the reset comes after; the products
   * x·W and h₋·U where they are normalized.
   */
  private record Step(
      INDArray x,
      INDArray before,
      INDArray r,
      INDArray u,
      INDArray n,
      INDArray q,
      Product fromInput,
      Product fromState) {}

  /** A normalized product: r and u together, and n. */
  private record Product(Standardized gates, Standardized candidate) {
    static Product of(INDArray product, long units) {
      return new Product(
          Standardized.of(part(product, 0, 2 * units)),
          Standardized.of(part(product, 2 * units, 3 * units)));
    }

    /** {@code [B, 3U]}. */
    INDArray values() {
      return Nd4j.hstack(gates.values(), candidate.values());
    }

    /** From the gradient of the values to that of the product. */
    INDArray backward(INDArray slope, long units) {
      return Nd4j.hstack(
          gates.backward(part(slope, 0, 2 * units)),
          candidate.backward(part(slope, 2 * units, 3 * units)));
    }
  }

  private static INDArray part(INDArray rows, long from, long to) {
    return rows.get(all(), interval(from, to));
  }

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
    return forward(training, null, null, workspaceMgr);
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    INDArray output = forward(false, stateMap.get(HIDDEN), null, workspaceMgr);
    stateMap.put(HIDDEN, last(output));
    return output;
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    windowStart = tBpttStateMap.get(HIDDEN);
    INDArray output = forward(training, windowStart, null, workspaceMgr);
    if (storeLastForTBPTT) {
      tBpttStateMap.put(HIDDEN, last(output));
    }
    return output;
  }

  @SuppressWarnings("try")
  private static INDArray last(INDArray output) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return output.get(all(), all(), point(output.size(2) - 1)).dup();
    }
  }

  /**
   * @param initial h before the first step, or null for zero
   * @param steps receives what the backward needs, or null
   */
  private INDArray forward(
      boolean training, INDArray initial, List<Step> steps, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray in = permuteIfNWC(input.castTo(dataType));
    INDArray w = getParamWithNoise(Gru.INPUT_WEIGHTS, training, workspaceMgr);
    INDArray rw = getParamWithNoise(Gru.RECURRENT_WEIGHTS, training, workspaceMgr);
    INDArray bias = getParamWithNoise(Gru.BIAS, training, workspaceMgr);
    boolean after = layerConf().isResetAfter();
    boolean normalized = layerConf().isLayerNormalization();
    INDArray gain = normalized ? getParamWithNoise(Gru.GAIN, training, workspaceMgr) : null;
    long units = layerConf().getNOut();
    INDArray gateBias = bias.get(all(), interval(0, 3 * units));
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {in.size(0), units, in.size(2)}, 'f');
    INDArray h = initial == null ? Nd4j.zeros(dataType, in.size(0), units) : initial;
    for (long t = 0; t < in.size(2); t++) {
      INDArray x = in.get(all(), all(), point(t)).dup('f');
      Product fromInput = normalized ? Product.of(x.mmul(w), units) : null;
      Product fromState = normalized ? Product.of(h.mmul(rw), units) : null;
      INDArray products =
          normalized ? fromInput.values().muli(part(gain, 0, 3 * units)) : x.mmul(w);
      INDArray states =
          normalized ? fromState.values().muli(part(gain, 3 * units, 6 * units)) : null;
      INDArray sums = products.addi(gateBias);
      INDArray gatesState =
          normalized ? part(states, 0, 2 * units) : h.mmul(part(rw, 0, 2 * units));
      INDArray gates = Transforms.sigmoid(part(sums, 0, 2 * units).add(gatesState), false);
      INDArray r = part(gates, 0, units).dup('f');
      INDArray u = part(gates, units, 2 * units).dup('f');
      INDArray q = null;
      if (after) {
        INDArray state =
            normalized
                ? part(states, 2 * units, 3 * units)
                : h.mmul(part(rw, 2 * units, 3 * units));
        q = state.add(part(bias, 3 * units, 4 * units));
      }
      INDArray candidate = after ? r.mul(q) : r.mul(h).mmul(part(rw, 2 * units, 3 * units));
      INDArray n = Transforms.tanh(candidate.addi(part(sums, 2 * units, 3 * units)), false);
      if (steps != null) {
        steps.add(new Step(x, h, r, u, n, q, fromInput, fromState));
      }
      INDArray next = h.sub(n).muli(u).addi(n);
      h = maskArray == null ? next : next.subi(h).muli(mask(t)).addi(h);
      out.put(new INDArrayIndex[] {all(), all(), point(t)}, h);
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
    return backward(epsilon, null, -1, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int tbpttBackLength, LayerWorkspaceMgr workspaceMgr) {
    return backward(epsilon, windowStart, tbpttBackLength, workspaceMgr);
  }

  private Pair<Gradient, INDArray> backward(
      INDArray epsilon, INDArray initial, int backLength, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    List<Step> steps = new ArrayList<>();
    forward(slopesBefore == null, initial, steps, workspaceMgr);
    INDArray in = permuteIfNWC(input);
    INDArray slopes = permuteIfNWC(epsilon.castTo(dataType));
    INDArray w = getParamWithNoise(Gru.INPUT_WEIGHTS, true, workspaceMgr);
    INDArray rw = getParamWithNoise(Gru.RECURRENT_WEIGHTS, true, workspaceMgr);
    boolean after = layerConf().isResetAfter();
    long units = layerConf().getNOut();
    boolean normalized = layerConf().isLayerNormalization();
    INDArray gain = normalized ? getParamWithNoise(Gru.GAIN, true, workspaceMgr) : null;
    INDArray gainGradient = gradientViews.get(Gru.GAIN);
    INDArray candidateWeights = part(rw, 2 * units, 3 * units);
    gradientsFlattened.assign(0);
    INDArray wGradient = gradientViews.get(Gru.INPUT_WEIGHTS);
    INDArray rwGradient = gradientViews.get(Gru.RECURRENT_WEIGHTS);
    INDArray biasGradient = gradientViews.get(Gru.BIAS);
    INDArray inputSlopes =
        workspaceMgr.create(ArrayType.ACTIVATION_GRAD, dataType, in.shape(), 'f');
    long end = backLength > 0 ? Math.max(0, in.size(2) - backLength) : 0;
    INDArray carried = Nd4j.zeros(dataType, in.size(0), units);
    for (long t = in.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray whole = slopes.get(all(), all(), point(t)).add(carried);
      INDArray dh = maskArray == null ? whole : whole.mul(mask(t));
      INDArray passed = maskArray == null ? null : whole.sub(dh);
      INDArray du = dh.mul(step.before.sub(step.n)).muli(slopeOfSigmoid(step.u));
      INDArray dn = dh.mul(step.u.rsub(1)).muli(step.n.mul(step.n).rsubi(1));
      carried = dh.mul(step.u);
      INDArray dr;
      if (after) {
        INDArray dq = dn.mul(step.r);
        dr = dn.mul(step.q).muli(slopeOfSigmoid(step.r));
        part(biasGradient, 3 * units, 4 * units).addi(dq.sum(true, 0));
        INDArray state = Nd4j.hstack(dr, du, dq);
        if (normalized) {
          part(gainGradient, 3 * units, 6 * units)
              .addi(state.mul(step.fromState.values()).sum(true, 0));
          state = step.fromState.backward(state.mul(part(gain, 3 * units, 6 * units)), units);
        }
        carried.addi(state.mmul(rw.transpose()));
        rwGradient.addi(step.before.transpose().mmul(state));
      } else {
        INDArray dp = dn.mmul(candidateWeights.transpose());
        dr = dp.mul(step.before).muli(slopeOfSigmoid(step.r));
        carried.addi(dp.mul(step.r));
        part(rwGradient, 2 * units, 3 * units).addi(step.before.mul(step.r).transpose().mmul(dn));
        INDArray two = Nd4j.hstack(dr, du);
        carried.addi(two.mmul(part(rw, 0, 2 * units).transpose()));
        part(rwGradient, 0, 2 * units).addi(step.before.transpose().mmul(two));
      }
      INDArray three = Nd4j.hstack(dr, du, dn);
      part(biasGradient, 0, 3 * units).addi(three.sum(true, 0));
      if (normalized) {
        part(gainGradient, 0, 3 * units).addi(three.mul(step.fromInput.values()).sum(true, 0));
        three = step.fromInput.backward(three.mul(part(gain, 0, 3 * units)), units);
      }
      wGradient.addi(step.x.transpose().mmul(three));
      inputSlopes.put(new INDArrayIndex[] {all(), all(), point(t)}, three.mmul(w.transpose()));
      if (passed != null) {
        carried.addi(passed);
      }
      if (slopesBefore != null) {
        slopesBefore.add(carried);
      }
    }
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradient.gradientForVariable().put(Gru.INPUT_WEIGHTS, wGradient);
    gradient.gradientForVariable().put(Gru.RECURRENT_WEIGHTS, rwGradient);
    gradient.gradientForVariable().put(Gru.BIAS, biasGradient);
    if (normalized) {
      gradient.gradientForVariable().put(Gru.GAIN, gainGradient);
    }
    INDArray dropped = slopesBefore == null ? backpropDropOutIfPresent(inputSlopes) : inputSlopes;
    return new Pair<>(gradient, permuteIfNWC(dropped));
  }

  private static INDArray slopeOfSigmoid(INDArray value) {
    return value.rsub(1).muli(value);
  }
}
