package dev.ensayo.backend.training;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * RMSProp that divides by the standard deviation of the gradient in place of its root mean square,
 * for Deeplearning4j: s ← ρ·s + (1 − ρ)·g², m ← ρ·m + (1 − ρ)·g, u = η·g / (√(s − m²) + ε) (Graves,
 * "Generating sequences with recurrent neural networks", 2013, eq. 38–41, without its momentum and
 * with ε outside the root as in PyTorch). The state of N parameters is s, N long, then m.
 */
public final class CenteredRmsProp implements IUpdater {
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private ISchedule learningRateSchedule;
  private final double decay;
  private final double epsilon;

  /**
   * @param learningRate η
   * @param decay ρ, in [0, 1)
   * @param epsilon ε, above 0; also the value s starts from
   */
  public CenteredRmsProp(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("decay") double decay,
      @JsonProperty("epsilon") double epsilon) {
    this.learningRate = learningRate;
    this.decay = decay;
    this.epsilon = epsilon;
  }

  public double decay() {
    return decay;
  }

  public double epsilon() {
    return epsilon;
  }

  /** Deeplearning4j's updater with the same settings, the nearest there is. */
  public RmsProp uncentered() {
    RmsProp plain = new RmsProp(learningRate, decay, epsilon);
    plain.setLrAndSchedule(learningRate, learningRateSchedule);
    return plain;
  }

  @Override
  public long stateSize(long numParams) {
    return 2 * numParams;
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
    CenteredRmsPropUpdater updater = new CenteredRmsPropUpdater(this);
    INDArray state = viewArray.reshape(viewArray.length());
    updater.setStateViewArray(state, state.shape(), state.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<?> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    CenteredRmsPropUpdater updater = new CenteredRmsPropUpdater(this);
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
  public CenteredRmsProp clone() {
    CenteredRmsProp copy = new CenteredRmsProp(learningRate, decay, epsilon);
    copy.setLrAndSchedule(
        learningRate, learningRateSchedule == null ? null : learningRateSchedule.clone());
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CenteredRmsProp that
        && Double.compare(learningRate, that.learningRate) == 0
        && Objects.equals(learningRateSchedule, that.learningRateSchedule)
        && Double.compare(decay, that.decay) == 0
        && Double.compare(epsilon, that.epsilon) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, decay, epsilon);
  }
}
