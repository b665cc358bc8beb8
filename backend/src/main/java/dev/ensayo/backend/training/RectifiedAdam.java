package dev.ensayo.backend.training;

import java.util.List;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * RAdam for Deeplearning4j (Liu et al., "On the variance of the adaptive learning rate and beyond",
 * 2020, algorithm 2, with the threshold 5 of its authors' program). The state of N parameters is
 * Adam's: m, N long, then v.
 */
public final class RectifiedAdam extends OwnUpdater {
  private static final long serialVersionUID = 1L;

  /** The length ρ of the mean square's memory above which its variance is tractable. */
  private static final double LEAST_LENGTH = 5;

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
    super(learningRate);
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

  @Override
  public long stateSize(long numParams) {
    return 2 * numParams;
  }

  @Override
  StateUpdater<?> updater() {
    return new RectifiedAdamUpdater(this);
  }

  @Override
  RectifiedAdam with(double rate) {
    return new RectifiedAdam(rate, beta1, beta2, epsilon);
  }

  @Override
  List<Double> settings() {
    return List.of(beta1, beta2, epsilon);
  }

  @Override
  IUpdater nearest(double rate) {
    return new Adam(rate, beta1, beta2, epsilon);
  }
}
