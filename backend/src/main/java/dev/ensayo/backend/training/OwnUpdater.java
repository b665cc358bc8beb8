package dev.ensayo.backend.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** An updater that Deeplearning4j does not have: its learning rate and how it is set to work. */
public abstract class OwnUpdater implements IUpdater {
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private ISchedule learningRateSchedule;

  /**
   * @param learningRate η
   */
  OwnUpdater(double learningRate) {
    this.learningRate = learningRate;
  }

  /** What applies it to one flat part of the gradient. */
  abstract StateUpdater<?> updater();

  /** The same with another learning rate, which is constant. */
  abstract OwnUpdater with(double rate);

  /** What it is told beside the learning rate. */
  abstract List<Double> settings();

  /** Deeplearning4j's updater with the same settings that is nearest to it. */
  public final IUpdater nearest() {
    IUpdater nearest = nearest(learningRate);
    nearest.setLrAndSchedule(learningRate, learningRateSchedule);
    return nearest;
  }

  /** That with a constant learning rate. */
  abstract IUpdater nearest(double rate);

  @Override
  public final GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
    StateUpdater<?> updater = updater();
    INDArray state = viewArray.reshape(viewArray.length());
    updater.setStateViewArray(state, state.shape(), state.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public final GradientUpdater<?> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    StateUpdater<?> updater = updater();
    updater.setState(updaterState, initializeStateArrays);
    return updater;
  }

  @Override
  public final double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public final boolean hasLearningRate() {
    return true;
  }

  @Override
  public final void setLrAndSchedule(double lr, ISchedule lrSchedule) {
    learningRate = lr;
    learningRateSchedule = lrSchedule;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public final OwnUpdater clone() {
    OwnUpdater copy = with(learningRate);
    copy.setLrAndSchedule(
        learningRate, learningRateSchedule == null ? null : learningRateSchedule.clone());
    return copy;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof OwnUpdater that
        && getClass() == that.getClass()
        && Double.compare(learningRate, that.learningRate) == 0
        && Objects.equals(learningRateSchedule, that.learningRateSchedule)
        && settings().equals(that.settings());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, settings());
  }
}
