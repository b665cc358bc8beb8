package dev.ensayo.backend.training;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Gradient descent with classical momentum, for Deeplearning4j: v ← μ·v − η·g, θ ← θ + v (Polyak,
 * "Some methods of speeding up the convergence of iteration methods", 1964, as written by Sutskever
 * et al., "On the importance of initialization and momentum in deep learning", 2013, eq. 1 and 2).
 * The state is v, laid out as that of Deeplearning4j's {@code Nesterovs}.
 */
public final class Momentum implements IUpdater {
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private ISchedule learningRateSchedule;
  private final double momentum;

  /**
   * @param learningRate η
   * @param momentum μ, in [0, 1)
   */
  public Momentum(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("momentum") double momentum) {
    this.learningRate = learningRate;
    this.momentum = momentum;
  }

  public double momentum() {
    return momentum;
  }

  /** Deeplearning4j's updater with the same settings and state, the nearest there is. */
  public Nesterovs nearest() {
    Nesterovs nesterov = new Nesterovs(learningRate, momentum);
    nesterov.setLrAndSchedule(learningRate, learningRateSchedule);
    return nesterov;
  }

  @Override
  public long stateSize(long numParams) {
    return numParams;
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
    MomentumUpdater updater = new MomentumUpdater(this);
    INDArray state = viewArray.reshape(viewArray.length());
    updater.setStateViewArray(state, state.shape(), state.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<?> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    MomentumUpdater updater = new MomentumUpdater(this);
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
  public Momentum clone() {
    Momentum copy = new Momentum(learningRate, momentum);
    copy.setLrAndSchedule(
        learningRate, learningRateSchedule == null ? null : learningRateSchedule.clone());
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Momentum that
        && Double.compare(learningRate, that.learningRate) == 0
        && Objects.equals(learningRateSchedule, that.learningRateSchedule)
        && Double.compare(momentum, that.momentum) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, momentum);
  }
}
