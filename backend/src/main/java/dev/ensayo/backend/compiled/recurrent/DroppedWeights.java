package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.KeepMask;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import java.util.random.RandomGenerator;

/**
 * DropConnect (Wan et al., "Regularization of neural networks using DropConnect", 2013) of one
 * tensor: while a gradient is computed each weight is set to zero or divided by the probability of
 * keeping it, by one mask for all steps and sequences. Weights that were dropped have a gradient of
 * zero.
 */
public final class DroppedWeights {
  private final Slice values;
  private final Slice gradient;
  private final double keep;
  private final float[] own;
  private final float[] mask;
  private final float[] masked;

  /**
   * @param keep probability of keeping, in (0, 1)
   */
  public DroppedWeights(ParameterTensor tensor, double keep) {
    this.values = tensor.values();
    this.gradient = tensor.gradient();
    this.keep = keep;
    this.own = new float[tensor.length()];
    this.mask = new float[tensor.length()];
    this.masked = new float[tensor.length()];
  }

  /** Puts the weights aside and what a new mask leaves of them in their place. */
  public void drop(RandomGenerator random) {
    KeepMask.draw(random, keep, mask);
    values.store(own, own.length);
    multiply(own);
    values.load(masked, masked.length);
  }

  /** Puts the weights back, whose gradient is what the mask leaves of that of the masked ones. */
  public void restore() {
    values.load(own, own.length);
    gradient.store(own, own.length);
    multiply(own);
    gradient.load(masked, masked.length);
  }

  private void multiply(float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      masked[i] = numbers[i] * mask[i];
    }
  }
}
