package dev.ensayo.backend.training;

import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Initial weights of some distribution, times a gain. A written configuration names the
 * distribution alone, but for {@link OrthogonalWeights}, whose gain Deeplearning4j's {@code
 * OrthogonalDistribution} has too.
 *
 * @param weights their distribution
 * @param gain what they are multiplied by
 */
public record ScaledWeights(IWeightInit weights, double gain) implements IWeightInit {
  private static final long serialVersionUID = 1;

  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray parameters) {
    return weights.init(fanIn, fanOut, shape, order, parameters).muli(gain);
  }
}
