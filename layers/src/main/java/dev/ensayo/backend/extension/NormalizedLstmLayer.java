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

/** {@link NormalizedLstm} on Deeplearning4j. */
public final class NormalizedLstmLayer
    extends OwnRecurrentLayer<NormalizedLstm, NormalizedLstmLayer.Step> {
  private static final long serialVersionUID = 1L;
  private static final String CELLS = "prevMemCell";

  NormalizedLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public List<String> stateNames() {
    return List.of(HIDDEN, CELLS);
  }

  /** One time step: gates and cells {@code [B, U]}, tanh of the normalized cells. */
  record Step(
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
    keep(last, HIDDEN, h);
    keep(last, CELLS, c);
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
    INDArray hidden = Nd4j.zeros(dataType, slopes.size(0), units);
    INDArray memory = Nd4j.zeros(dataType, slopes.size(0), units);
    for (long t = slopes.size(2) - 1; t >= end; t--) {
      Step step = steps.get((int) t);
      INDArray wholeHidden = slopes.get(all(), all(), point(t)).add(hidden);
      INDArray dh = unmasked(wholeHidden, t);
      INDArray dc = unmasked(memory, t);
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
      passed(hidden);
    }
  }
}
