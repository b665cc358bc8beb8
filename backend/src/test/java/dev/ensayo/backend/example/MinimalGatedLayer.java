package dev.ensayo.backend.example;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import dev.ensayo.backend.extension.OwnRecurrentLayer;
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

/** {@link MinimalGated} on Deeplearning4j. */
public final class MinimalGatedLayer
    extends OwnRecurrentLayer<MinimalGated, MinimalGatedLayer.Step> {
  private static final long serialVersionUID = 1L;

  MinimalGatedLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** What the backward needs of one time step, each {@code [B, U]} but x {@code [B, F]}. */
  record Step(INDArray x, INDArray before, INDArray f, INDArray n) {}

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
    INDArray w = getParamWithNoise(MinimalGated.INPUT_WEIGHTS, training, workspaceMgr);
    INDArray rw = getParamWithNoise(MinimalGated.RECURRENT_WEIGHTS, training, workspaceMgr);
    INDArray bias = getParamWithNoise(MinimalGated.BIAS, training, workspaceMgr);
    long units = layerConf().getNOut();
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {in.size(0), units, in.size(2)}, 'f');
    INDArray h = initial.getOrDefault(HIDDEN, Nd4j.zeros(dataType, in.size(0), units));
    for (long t = 0; t < in.size(2); t++) {
      INDArray x = in.get(all(), all(), point(t)).dup('f');
      INDArray sums = x.mmul(w).addi(bias);
      INDArray forget = h.mmul(part(rw, 0, units)).addi(part(sums, 0, units));
      INDArray f = Transforms.sigmoid(forget, false);
      INDArray candidate = f.mul(h).mmul(part(rw, units, 2 * units));
      INDArray n = Transforms.tanh(candidate.addi(part(sums, units, 2 * units)), false);
      if (steps != null) {
        steps.add(new Step(x, h, f, n));
      }
      INDArray next = n.sub(h).muli(f).addi(h);
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
    INDArray w = getParamWithNoise(MinimalGated.INPUT_WEIGHTS, true, workspaceMgr);
    INDArray rw = getParamWithNoise(MinimalGated.RECURRENT_WEIGHTS, true, workspaceMgr);
    long units = layerConf().getNOut();
    INDArray wGradient = gradientViews.get(MinimalGated.INPUT_WEIGHTS);
    INDArray rwGradient = gradientViews.get(MinimalGated.RECURRENT_WEIGHTS);
    INDArray biasGradient = gradientViews.get(MinimalGated.BIAS);
    INDArray carried = Nd4j.zeros(dataType, slopes.size(0), units);
    for (long t = slopes.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray whole = slopes.get(all(), all(), point(t)).add(carried);
      INDArray dh = unmasked(whole, t);
      INDArray aside = maskArray == null ? null : whole.sub(dh);
      INDArray dn = dh.mul(step.f).muli(step.n.mul(step.n).rsubi(1));
      INDArray dp = dn.mmul(part(rw, units, 2 * units).transpose());
      INDArray df = dh.mul(step.n.sub(step.before)).addi(dp.mul(step.before));
      df.muli(slopeOfSigmoid(step.f));
      part(rwGradient, 0, units).addi(step.before.transpose().mmul(df));
      part(rwGradient, units, 2 * units).addi(step.before.mul(step.f).transpose().mmul(dn));
      carried = dh.mul(step.f.rsub(1)).addi(dp.mul(step.f));
      carried.addi(df.mmul(part(rw, 0, units).transpose()));
      INDArray both = Nd4j.hstack(df, dn);
      biasGradient.addi(both.sum(true, 0));
      wGradient.addi(step.x.transpose().mmul(both));
      inputSlopes.put(new INDArrayIndex[] {all(), all(), point(t)}, both.mmul(w.transpose()));
      if (aside != null) {
        carried.addi(aside);
      }
      passed(carried);
    }
  }
}
