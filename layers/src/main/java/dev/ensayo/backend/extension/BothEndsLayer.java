package dev.ensayo.backend.extension;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;

/** {@link BothEnds} on Deeplearning4j. */
public final class BothEndsLayer extends AbstractLayer<BothEnds> {
  private static final long serialVersionUID = 1L;

  BothEndsLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public Type type() {
    return Type.FEED_FORWARD;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    INDArray ends =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            input.dataType(),
            new long[] {input.size(0), input.size(1)},
            'f');
    for (long b = 0; b < input.size(0); b++) {
      for (boolean forward : new boolean[] {true, false}) {
        INDArrayIndex half = half(forward);
        ends.put(new INDArrayIndex[] {point(b), half}, input.get(point(b), half, at(b, forward)));
      }
    }
    return ends;
  }

  /** The numbers of one of the two walks. */
  private INDArrayIndex half(boolean forward) {
    long units = input.size(1) / 2;
    return forward ? interval(0, units) : interval(units, 2 * units);
  }

  /** Where a sequence's walk ends: at its last step or at its first. */
  private INDArrayIndex at(long sequence, boolean forward) {
    long steps = input.size(2);
    long step = forward ? steps - 1 : 0;
    while (maskArray != null
        && maskArray.getDouble(sequence, step) == 0
        && (forward ? step > 0 : step < steps - 1)) {
      step += forward ? -1 : 1;
    }
    return point(step);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray slopes =
        workspaceMgr.create(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'f');
    for (long b = 0; b < input.size(0); b++) {
      for (boolean forward : new boolean[] {true, false}) {
        INDArrayIndex half = half(forward);
        slopes.put(
            new INDArrayIndex[] {point(b), half, at(b, forward)}, epsilon.get(point(b), half));
      }
    }
    return new Pair<>(new DefaultGradient(), slopes);
  }

  /** There is one row for each sequence from here on. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    setMaskArray(maskArray);
    return new Pair<>(null, currentMaskState);
  }
}
