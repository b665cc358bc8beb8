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

/** {@link NormalizedRnn} on Deeplearning4j. */
public final class NormalizedRnnLayer
    extends OwnRecurrentLayer<NormalizedRnn, NormalizedRnnLayer.Step> {
  private static final long serialVersionUID = 1L;

  NormalizedRnnLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** One time step; sums {@code [B, U]} before the function. */
  record Step(
      INDArray x, INDArray before, Standardized fromInput, Standardized fromState, INDArray sums) {}

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
              .mul(part(gain, 0, units))
              .addi(fromState.values().mul(part(gain, units, 2 * units)))
              .addi(bias);
      if (steps != null) {
        steps.add(new Step(x, h, fromInput, fromState, sums.dup('f')));
      }
      INDArray next = layerConf().getActivationFn().getActivation(sums, training);
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
    INDArray w = getParamWithNoise(NormalizedLstm.INPUT_WEIGHTS, true, workspaceMgr);
    INDArray rw = getParamWithNoise(NormalizedLstm.RECURRENT_WEIGHTS, true, workspaceMgr);
    INDArray gain = getParamWithNoise(NormalizedLstm.GAIN, true, workspaceMgr);
    long units = layerConf().getNOut();
    INDArray wGradient = gradientViews.get(NormalizedLstm.INPUT_WEIGHTS);
    INDArray rwGradient = gradientViews.get(NormalizedLstm.RECURRENT_WEIGHTS);
    INDArray biasGradient = gradientViews.get(NormalizedLstm.BIAS);
    INDArray gainGradient = gradientViews.get(NormalizedLstm.GAIN);
    INDArray inputGain = part(gain, 0, units);
    INDArray stateGain = part(gain, units, 2 * units);
    INDArray carried = Nd4j.zeros(dataType, slopes.size(0), units);
    for (long t = slopes.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray whole = slopes.get(all(), all(), point(t)).add(carried);
      INDArray dh = unmasked(whole, t);
      INDArray aside = maskArray == null ? null : whole.sub(dh);
      INDArray sums = layerConf().getActivationFn().backprop(step.sums, dh.dup('f')).getFirst();
      biasGradient.addi(sums.sum(true, 0));
      part(gainGradient, 0, units).addi(sums.mul(step.fromInput.values()).sum(true, 0));
      part(gainGradient, units, 2 * units).addi(sums.mul(step.fromState.values()).sum(true, 0));
      INDArray input = step.fromInput.backward(sums.mul(inputGain));
      INDArray state = step.fromState.backward(sums.mul(stateGain));
      wGradient.addi(step.x.transpose().mmul(input));
      rwGradient.addi(step.before.transpose().mmul(state));
      inputSlopes.put(new INDArrayIndex[] {all(), all(), point(t)}, input.mmul(w.transpose()));
      carried = state.mmul(rw.transpose());
      if (aside != null) {
        carried.addi(aside);
      }
      passed(carried);
    }
  }
}
