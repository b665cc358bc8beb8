package dev.ensayo.backend.training;

import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Gradient descent with classical momentum, for Deeplearning4j: v ← μ·v − η·g, θ ← θ + v (Polyak,
 * "Some methods of speeding up the convergence of iteration methods", 1964, as written by Sutskever
 * et al., "On the importance of initialization and momentum in deep learning", 2013, eq. 1 and 2).
 * The state is v, laid out as that of Deeplearning4j's {@code Nesterovs}.
 */
public final class Momentum extends OwnUpdater {
  private static final long serialVersionUID = 1L;

  private final double momentum;

  /**
   * @param learningRate η
   * @param momentum μ, in [0, 1)
   */
  public Momentum(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("momentum") double momentum) {
    super(learningRate);
    this.momentum = momentum;
  }

  public double momentum() {
    return momentum;
  }

  @Override
  public long stateSize(long numParams) {
    return numParams;
  }

  @Override
  StateUpdater<?> updater() {
    return new MomentumUpdater(this);
  }

  @Override
  Momentum with(double rate) {
    return new Momentum(rate, momentum);
  }

  @Override
  List<Double> settings() {
    return List.of(momentum);
  }

  @Override
  IUpdater nearest(double rate) {
    return new Nesterovs(rate, momentum);
  }
}
