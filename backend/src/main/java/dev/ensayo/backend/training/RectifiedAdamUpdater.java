package dev.ensayo.backend.training;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Applies {@link RectifiedAdam} to one flat part of the gradient, {@code [N]}. */
public final class RectifiedAdamUpdater implements GradientUpdater<RectifiedAdam> {
  private static final String MEAN = "M";
  private static final String MEAN_SQUARE = "V";

  private final RectifiedAdam config;
  private INDArray mean;
  private INDArray meanSquare;

  RectifiedAdamUpdater(RectifiedAdam config) {
    this.config = config;
  }

  @Override
  public RectifiedAdam getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> stateMap, boolean initialize) {
    mean = stateMap.get(MEAN);
    meanSquare = stateMap.get(MEAN_SQUARE);
    if (initialize) {
      start();
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(MEAN, mean, MEAN_SQUARE, meanSquare);
  }

  @Override
  public void setStateViewArray(
      INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
    INDArray state = viewArray.reshape(viewArray.length());
    long half = state.length() / 2;
    mean = state.get(NDArrayIndex.interval(0, half));
    meanSquare = state.get(NDArrayIndex.interval(half, 2 * half));
    if (initialize) {
      start();
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    INDArray g = gradient.reshape(mean.shape());
    mean.muli(config.beta1()).addi(g.mul(1 - config.beta1()));
    meanSquare.muli(config.beta2()).addi(g.mul(g).muli(1 - config.beta2()));
    g.assign(mean).muli(config.getLearningRate(iteration, epoch) * config.factor(iteration));
    if (config.isAdaptive(iteration)) {
      g.divi(Transforms.sqrt(meanSquare, true).addi(config.epsilon()));
    }
  }

  private void start() {
    mean.assign(0);
    meanSquare.assign(0);
  }
}
