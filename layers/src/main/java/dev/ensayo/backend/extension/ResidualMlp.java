package dev.ensayo.backend.extension;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of a residual layer of two dense ones at each step for Deeplearning4j: x +
 * function(norm(x)·W + b)·oW + ob (Vaswani et al., "Attention is all you need", 2017, section 3.3,
 * with the normalization before it).
 *
 * <p>Parameters: γ {@code [D]}, β {@code [D]}, W {@code [D, U]}, b {@code [U]}, oW {@code [U, D]},
 * ob {@code [D]}.
 */
public final class ResidualMlp extends ResidualLayer {
  private static final long serialVersionUID = 1L;

  private int hiddenUnits;

  /** For reading JSON, and for its setters. */
  public ResidualMlp() {
    setActivationFn(new ActivationTanhGelu());
  }

  /** U. */
  public int getHiddenUnits() {
    return hiddenUnits;
  }

  /** Sets U. */
  public void setHiddenUnits(int hiddenUnits) {
    this.hiddenUnits = hiddenUnits;
  }

  @Override
  public OwnParameters initializer() {
    return branch(hiddenUnits, hiddenUnits);
  }

  @Override
  protected BaseLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new ResidualMlpLayer(conf, type);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResidualMlp that
        && super.equals(other)
        && that.hiddenUnits == hiddenUnits;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), hiddenUnits);
  }
}
