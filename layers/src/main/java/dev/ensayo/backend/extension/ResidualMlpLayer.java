package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link ResidualMlp} on Deeplearning4j. */
public final class ResidualMlpLayer extends BranchLayer<ResidualMlp> {
  private static final long serialVersionUID = 1L;

  ResidualMlpLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  INDArray middle(INDArray sums, long steps, boolean draws) {
    return layerConf().getActivationFn().getActivation(sums.dup(), draws);
  }

  @Override
  INDArray middleBackward(INDArray sums, INDArray slopes, long steps) {
    return layerConf().getActivationFn().backprop(sums.dup(), slopes).getFirst();
  }

  @Override
  void forgetMasks() {}
}
