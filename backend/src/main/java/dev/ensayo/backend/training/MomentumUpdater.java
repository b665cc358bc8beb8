package dev.ensayo.backend.training;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** Applies {@link Momentum} to one flat part of the gradient, {@code [N]}. */
public final class MomentumUpdater implements GradientUpdater<Momentum> {
  private static final String VELOCITY = "V";

  private final Momentum config;
  private INDArray velocity;

  MomentumUpdater(Momentum config) {
    this.config = config;
  }

  @Override
  public Momentum getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> stateMap, boolean initialize) {
    velocity = stateMap.get(VELOCITY);
    if (initialize) {
      velocity.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(VELOCITY, velocity);
  }

  @Override
  public void setStateViewArray(
      INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
    velocity = viewArray.reshape(viewArray.length());
    if (initialize) {
      velocity.assign(0);
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    INDArray g = gradient.reshape(velocity.shape());
    velocity.muli(config.momentum()).subi(g.mul(config.getLearningRate(iteration, epoch)));
    // What is taken from the parameters is −v.
    g.assign(velocity).negi();
  }
}
