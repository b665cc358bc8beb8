package dev.ensayo.backend.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Applies {@link CenteredRmsProp} to one flat part of the gradient, {@code [N]}. */
final class CenteredRmsPropUpdater extends StateUpdater<CenteredRmsProp> {
  CenteredRmsPropUpdater(CenteredRmsProp config) {
    super(config, "S", "M");
  }

  @Override
  void start() {
    state(0).assign(getConfig().epsilon());
    state(1).assign(0);
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    INDArray meanSquare = state(0);
    INDArray mean = state(1);
    double decay = getConfig().decay();
    INDArray g = gradient.reshape(meanSquare.shape());
    meanSquare.muli(decay).addi(g.mul(g).muli(1 - decay));
    mean.muli(decay).addi(g.mul(1 - decay));
    // Rounding may push the variance of a constant gradient below zero.
    INDArray variance = Transforms.max(meanSquare.sub(mean.mul(mean)), 0.0, false);
    INDArray deviation = Transforms.sqrt(variance, false).addi(getConfig().epsilon());
    g.divi(deviation).muli(getConfig().getLearningRate(iteration, epoch));
  }
}
