package dev.ensayo.backend.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Applies {@link RectifiedAdam} to one flat part of the gradient, {@code [N]}. */
final class RectifiedAdamUpdater extends StateUpdater<RectifiedAdam> {
  RectifiedAdamUpdater(RectifiedAdam config) {
    super(config, "M", "V");
  }

  @Override
  void start() {
    state(0).assign(0);
    state(1).assign(0);
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    INDArray mean = state(0);
    INDArray meanSquare = state(1);
    INDArray g = gradient.reshape(mean.shape());
    mean.muli(getConfig().beta1()).addi(g.mul(1 - getConfig().beta1()));
    meanSquare.muli(getConfig().beta2()).addi(g.mul(g).muli(1 - getConfig().beta2()));
    g.assign(mean)
        .muli(getConfig().getLearningRate(iteration, epoch) * getConfig().factor(iteration));
    if (getConfig().isAdaptive(iteration)) {
      g.divi(Transforms.sqrt(meanSquare, true).addi(getConfig().epsilon()));
    }
  }
}
