package dev.ensayo.backend.training;

import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * RMSProp that divides by the standard deviation of the gradient in place of its root mean square,
 * for Deeplearning4j: s ← ρ·s + (1 − ρ)·g², m ← ρ·m + (1 − ρ)·g, u = η·g / (√(s − m²) + ε) (Graves,
 * "Generating sequences with recurrent neural networks", 2013, eq. 38–41, without its momentum and
 * with ε outside the root as in PyTorch). The state of N parameters is s, N long, then m.
 */
public final class CenteredRmsProp extends OwnUpdater {
  private static final long serialVersionUID = 1L;

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
    super(learningRate);
    this.decay = decay;
    this.epsilon = epsilon;
  }

  public double decay() {
    return decay;
  }

  public double epsilon() {
    return epsilon;
  }

  @Override
  public long stateSize(long numParams) {
    return 2 * numParams;
  }

  @Override
  StateUpdater<?> updater() {
    return new CenteredRmsPropUpdater(this);
  }

  @Override
  CenteredRmsProp with(double rate) {
    return new CenteredRmsProp(rate, decay, epsilon);
  }

  @Override
  List<Double> settings() {
    return List.of(decay, epsilon);
  }

  @Override
  IUpdater nearest(double rate) {
    return new RmsProp(rate, decay, epsilon);
  }
}
