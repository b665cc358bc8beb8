package dev.ensayo.backend.training;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Applies {@link CenteredRmsProp} to one flat part of the gradient, {@code [N]}. */
public final class CenteredRmsPropUpdater implements GradientUpdater<CenteredRmsProp> {
  private static final String MEAN_SQUARE = "S";
  private static final String MEAN = "M";

  private final CenteredRmsProp config;
  private INDArray meanSquare;
  private INDArray mean;

  CenteredRmsPropUpdater(CenteredRmsProp config) {
    this.config = config;
  }

  @Override
  public CenteredRmsProp getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> stateMap, boolean initialize) {
    meanSquare = stateMap.get(MEAN_SQUARE);
    mean = stateMap.get(MEAN);
    if (initialize) {
      start();
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(MEAN_SQUARE, meanSquare, MEAN, mean);
  }

  @Override
  public void setStateViewArray(
      INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
    INDArray state = viewArray.reshape(viewArray.length());
    long half = state.length() / 2;
    meanSquare = state.get(NDArrayIndex.interval(0, half));
    mean = state.get(NDArrayIndex.interval(half, 2 * half));
    if (initialize) {
      start();
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    double decay = config.decay();
    INDArray g = gradient.reshape(meanSquare.shape());
    meanSquare.muli(decay).addi(g.mul(g).muli(1 - decay));
    mean.muli(decay).addi(g.mul(1 - decay));
    // Rounding may push the variance of a constant gradient below zero.
    INDArray variance = Transforms.max(meanSquare.sub(mean.mul(mean)), 0.0, false);
    INDArray deviation = Transforms.sqrt(variance, false).addi(config.epsilon());
    g.divi(deviation).muli(config.getLearningRate(iteration, epoch));
  }

  private void start() {
    meanSquare.assign(config.epsilon());
    mean.assign(0);
  }
}
