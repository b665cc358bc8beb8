package dev.ensayo.backend.training;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * RAdam for Deeplearning4j (Liu et al., "On the variance of the adaptive learning rate and beyond",
 * 2020, algorithm 2, with the threshold 5 of its authors' program). The state of N parameters is
 * Adam's: m, N long, then v.
 */
public final class RectifiedAdam implements IUpdater {
  private static final long serialVersionUID = 1L;

  /** The length ρ of the mean square's memory above which its variance is tractable. */
  private static final double LEAST_LENGTH = 5;

  private double learningRate;
  private ISchedule learningRateSchedule;
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /**
   * @param learningRate η
   * @param beta1 β₁, in [0, 1)
   * @param beta2 β₂, in [0, 1)
   * @param epsilon ε, above 0
   */
  public RectifiedAdam(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("beta1") double beta1,
      @JsonProperty("beta2") double beta2,
      @JsonProperty("epsilon") double epsilon) {
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  public double beta1() {
    return beta1;
  }

  public double beta2() {
    return beta2;
  }

  public double epsilon() {
    return epsilon;
  }

  /**
   * What the mean is multiplied by beside η, and divided by √v + ε where that is adaptive.
   *
   * @param iteration updates made before, at least 0
   */
  public double factor(int iteration) {
    int step = iteration + 1;
    double unbiased = 1 / (1 - Math.pow(beta1, step));
    if (!isAdaptive(iteration)) {
      return unbiased;
    }
    double longest = 2 / (1 - beta2) - 1;
    double length = length(step);
    double rectification =
        Math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
    return unbiased * rectification * Math.sqrt(1 - Math.pow(beta2, step));
  }

  /**
   * Whether an update divides by √v + ε.
   *
   * @param iteration updates made before, at least 0
   */
  public boolean isAdaptive(int iteration) {
    return length(iteration + 1) > LEAST_LENGTH;
  }

  /** ρ of an update, counted from 1. */
  private double length(int step) {
    double power = Math.pow(beta2, step);
    return 2 / (1 - beta2) - 1 - 2 * step * power / (1 - power);
  }

  /** Deeplearning4j's updater with the same settings and the same state, the nearest there is. */
  public Adam unrectified() {
    Adam plain = new Adam(learningRate, beta1, beta2, epsilon);
    plain.setLrAndSchedule(learningRate, learningRateSchedule);
    return plain;
  }

  @Override
  public long stateSize(long numParams) {
    return 2 * numParams;
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
    RectifiedAdamUpdater updater = new RectifiedAdamUpdater(this);
    INDArray state = viewArray.reshape(viewArray.length());
    updater.setStateViewArray(state, state.shape(), state.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<?> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    RectifiedAdamUpdater updater = new RectifiedAdamUpdater(this);
    updater.setState(updaterState, initializeStateArrays);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double lr, ISchedule lrSchedule) {
    learningRate = lr;
    learningRateSchedule = lrSchedule;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public RectifiedAdam clone() {
    RectifiedAdam copy = new RectifiedAdam(learningRate, beta1, beta2, epsilon);
    copy.setLrAndSchedule(
        learningRate, learningRateSchedule == null ? null : learningRateSchedule.clone());
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RectifiedAdam that
        && Double.compare(learningRate, that.learningRate) == 0
        && Objects.equals(learningRateSchedule, that.learningRateSchedule)
        && Double.compare(beta1, that.beta1) == 0
        && Double.compare(beta2, that.beta2) == 0
        && Double.compare(epsilon, that.epsilon) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, beta1, beta2, epsilon);
  }
}
