package dev.ensayo.backend.extension;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of learned positions for Deeplearning4j: to step t of a sequence {@code [B, D, T]},
 * T at most the context, a vector of its own is added (Radford et al., "Improving language
 * understanding by generative pre-training", 2018).
 *
 * <p>Parameter: W {@code [D, context]}, the vector of one position after the other, which start as
 * N(0, deviation²).
 */
public final class PositionEmbedding extends ResidualLayer {
  private static final long serialVersionUID = 1L;

  private int context;

  /** For reading JSON, and for its setters. */
  public PositionEmbedding() {}

  /** The most steps of a sequence. */
  public int getContext() {
    return context;
  }

  /** Sets the most steps of a sequence. */
  public void setContext(int context) {
    this.context = context;
  }

  @Override
  public OwnParameters initializer() {
    return OwnParameters.of(normal(WEIGHTS, getNOut(), context, getDeviation()));
  }

  @Override
  protected BaseLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new PositionEmbeddingLayer(conf, type);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PositionEmbedding that
        && super.equals(other)
        && that.context == context;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), context);
  }
}
