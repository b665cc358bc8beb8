package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link Gru} on Deeplearning4j. */
public final class GruLayer extends OwnRecurrentLayer<Gru, GruLayer.Step> {
  private static final long serialVersionUID = 1L;

  GruLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * One time step: gates {@code [B, U]}, q = h₋·U_n + b_q where the reset comes after; the products
   * x·W and h₋·U where they are normalized.
   */
  record Step(
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

  @Override
  protected INDArray forward(
      boolean training,
      Map<String, INDArray> initial,
      Map<String, INDArray> last,
      List<Step> steps,
      LayerWorkspaceMgr workspaceMgr) {
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
    INDArray gateBias = part(bias, 0, 3 * units);
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {in.size(0), units, in.size(2)}, 'f');
    INDArray h = initial.getOrDefault(HIDDEN, Nd4j.zeros(dataType, in.size(0), units));
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
      h = held(next, h, t);
      out.put(new INDArrayIndex[] {all(), all(), point(t)}, h);
    }
    keep(last, HIDDEN, h);
    return permuteIfNWC(out);
  }

  @Override
  protected void backward(
      INDArray slopes,
      List<Step> steps,
      long end,
      INDArray inputSlopes,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray w = getParamWithNoise(Gru.INPUT_WEIGHTS, true, workspaceMgr);
    INDArray rw = getParamWithNoise(Gru.RECURRENT_WEIGHTS, true, workspaceMgr);
    boolean after = layerConf().isResetAfter();
    long units = layerConf().getNOut();
    boolean normalized = layerConf().isLayerNormalization();
    INDArray gain = normalized ? getParamWithNoise(Gru.GAIN, true, workspaceMgr) : null;
    INDArray gainGradient = gradientViews.get(Gru.GAIN);
    INDArray candidateWeights = part(rw, 2 * units, 3 * units);
    INDArray wGradient = gradientViews.get(Gru.INPUT_WEIGHTS);
    INDArray rwGradient = gradientViews.get(Gru.RECURRENT_WEIGHTS);
    INDArray biasGradient = gradientViews.get(Gru.BIAS);
    INDArray carried = Nd4j.zeros(dataType, slopes.size(0), units);
    for (long t = slopes.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray whole = slopes.get(all(), all(), point(t)).add(carried);
      INDArray dh = unmasked(whole, t);
      INDArray aside = maskArray == null ? null : whole.sub(dh);
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
      if (aside != null) {
        carried.addi(aside);
      }
      passed(carried);
    }
  }
}
