package dev.ensayo.backend.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Applies {@link Momentum} to one flat part of the gradient, {@code [N]}. */
final class MomentumUpdater extends StateUpdater<Momentum> {
  MomentumUpdater(Momentum config) {
    super(config, "V");
  }

  @Override
  void start() {
    state(0).assign(0);
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    INDArray velocity = state(0);
    INDArray g = gradient.reshape(velocity.shape());
    velocity
        .muli(getConfig().momentum())
        .subi(g.mul(getConfig().getLearningRate(iteration, epoch)));
    // What is taken from the parameters is −v.
    g.assign(velocity).negi();
  }
}
