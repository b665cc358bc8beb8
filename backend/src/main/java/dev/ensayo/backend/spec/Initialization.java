package dev.ensayo.backend.spec;

import java.util.Optional;

/**
 * The distribution of a layer's initial weights; N(σ²) is normal and U(a) uniform over [−a, a],
 * both around zero.
 */
public enum Initialization implements WeightStart {
  /** N(2 / (inputs + units)) (Glorot and Bengio, 2010). */
  XAVIER,
  /** U(√(6 / (inputs + units))). */
  XAVIER_UNIFORM,
  /** N(2 / inputs) (He et al., 2015). */
  RELU,
  /** U(√(6 / inputs)). */
  RELU_UNIFORM,
  /** N(1 / inputs). */
  LECUN_NORMAL,
  /** U(√(3 / inputs)). */
  LECUN_UNIFORM,
  /** U(1 / √inputs): what PyTorch's linear layer does for its weights. */
  UNIFORM,
  /**
   * Random orthonormal rows, or columns where there are more inputs than units (Saxe, McClelland
   * and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
   * networks", 2014); of a convolution [filters, C·KH·KW].
   */
  ORTHOGONAL,
  /** All zero: every output starts at 0. */
  ZERO;

  @Override
  public Initialization drawn() {
    return this;
  }

  @Override
  public Optional<GivenWeights> given() {
    return Optional.empty();
  }
}
