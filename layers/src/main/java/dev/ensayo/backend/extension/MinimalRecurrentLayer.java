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

/** {@link MinimalRecurrent} on Deeplearning4j. */
public final class MinimalRecurrentLayer
    extends OwnRecurrentLayer<MinimalRecurrent, MinimalRecurrentLayer.Step> {
  private static final long serialVersionUID = 1L;

  MinimalRecurrentLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** One time step, {@code [B, U]}: s are the candidate's sums and v its values. */
  record Step(INDArray x, INDArray before, MinimalRecurrent.Kept kept, INDArray s, INDArray v) {}

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
    INDArray w = getParamWithNoise(OwnRecurrent.INPUT_WEIGHTS, training, workspaceMgr);
    INDArray bias = getParamWithNoise(OwnRecurrent.BIAS, training, workspaceMgr);
    long units = layerConf().getNOut();
    long gates = layerConf().gates() - 1L;
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {in.size(0), units, in.size(2)}, 'f');
    INDArray h = initial.getOrDefault(HIDDEN, Nd4j.zeros(dataType, in.size(0), units));
    for (long t = 0; t < in.size(2); t++) {
      INDArray x = in.get(all(), all(), point(t)).dup('f');
      INDArray sums = x.mmul(w).addi(bias);
      MinimalRecurrent.Kept kept = layerConf().kept(part(sums, 0, gates * units).dup('f'));
      INDArray s = part(sums, gates * units, (gates + 1) * units).dup('f');
      INDArray v = layerConf().isPositive() ? positive(s) : s;
      if (steps != null) {
        steps.add(new Step(x, h, kept, s, v));
      }
      INDArray next = h.sub(v).muli(kept.share()).addi(v);
      h = held(next, h, t);
      out.put(new INDArrayIndex[] {all(), all(), point(t)}, h);
    }
    keep(last, HIDDEN, h);
    return permuteIfNWC(out);
  }

  /** s + ½ for s ≥ 0, else σ(s). */
  private static INDArray positive(INDArray s) {
    return Transforms.sigmoid(Transforms.min(s, 0, true), false).addi(Transforms.max(s, 0, true));
  }

  /** Its slope: 1 for s ≥ 0, else σ(s)·(1 − σ(s)). */
  private static INDArray slopeOfPositive(Step step) {
    INDArray above = step.s.gte(0).castTo(step.s.dataType());
    return slopeOfSigmoid(step.v).muli(above.rsub(1)).addi(above);
  }

  @Override
  protected void backward(
      INDArray slopes,
      List<Step> steps,
      long end,
      INDArray inputSlopes,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray w = getParamWithNoise(OwnRecurrent.INPUT_WEIGHTS, true, workspaceMgr);
    INDArray wGradient = gradientViews.get(OwnRecurrent.INPUT_WEIGHTS);
    INDArray biasGradient = gradientViews.get(OwnRecurrent.BIAS);
    INDArray carried = Nd4j.zeros(dataType, slopes.size(0), layerConf().getNOut());
    for (long t = slopes.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray whole = slopes.get(all(), all(), point(t)).add(carried);
      INDArray dh = unmasked(whole, t);
      INDArray share = step.kept.share();
      INDArray dv = dh.mul(share.rsub(1));
      if (layerConf().isPositive()) {
        dv.muli(slopeOfPositive(step));
      }
      INDArray gates = step.kept.backward(dh.mul(step.before.sub(step.v)));
      INDArray sums = Nd4j.hstack(gates, dv);
      biasGradient.addi(sums.sum(true, 0));
      wGradient.addi(step.x.transpose().mmul(sums));
      inputSlopes.put(new INDArrayIndex[] {all(), all(), point(t)}, sums.mmul(w.transpose()));
      carried = dh.mul(share);
      if (maskArray != null) {
        carried.addi(whole.sub(dh));
      }
      passed(carried);
    }
  }
}
