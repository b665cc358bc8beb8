package dev.ensayo.backend.model;

/**
 * A loss that is given by its gradient with regard to a network's outputs, for what no target says:
 * the clipped objective of a policy, its entropy, a value that depends on another output.
 */
@FunctionalInterface
public interface OutputLoss {
  /**
   * Computes the loss of a batch and its gradient. The arrays are the engine's, are valid during
   * the call alone and may be longer than needed.
   *
   * @param outputs what the network put out while training, {@code [batch, Oᵢ]} each, row by row
   * @param batch rows
   * @param gradients receive ∂L/∂output, {@code [batch, Oᵢ]} each, all of it: what was there before
   *     means nothing. Nothing divides it by the batch; where L is a mean, the gradient is too
   * @return L
   */
  double compute(float[][] outputs, int batch, float[][] gradients);
}
