package dev.ensayo.backend.extension;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of a residual layer of causal self-attention for Deeplearning4j: x +
 * attention(norm(x))·oW + ob (Vaswani et al., "Attention is all you need", 2017, section 3.2, with
 * the normalization before it as in Radford et al., "Language models are unsupervised multitask
 * learners", 2019). Of H heads each has d = D/H numbers of queries q, keys k and values v, which
 * are norm(x)·W + b; step t puts out Σ p·v over the steps up to itself, with p = softmax(q·kᵀ/√d).
 *
 * <p>With rotary positions q and k are turned before that (Su et al., "RoFormer", 2021, eq. 15):
 * numbers i and i + d/2 of each head are a point of the plane, turned by the angle t·10000^(−2i/d).
 *
 * <p>Parameters: γ {@code [D]}, β {@code [D]}, W {@code [D, 3·D]} with q, then k, then v, head by
 * head, b {@code [3·D]}, oW {@code [D, D]}, ob {@code [D]}.
 */
public final class CausalAttention extends ResidualLayer {
  private static final long serialVersionUID = 1L;

  private int heads = 1;
  private int context;
  private boolean rotary;
  private double attentionDropout;

  /** For reading JSON, and for its setters. */
  public CausalAttention() {}

  /** H, of which D is a multiple. */
  public int getHeads() {
    return heads;
  }

  /** Sets H. */
  public void setHeads(int heads) {
    this.heads = heads;
  }

  /** The most steps of a sequence. */
  public int getContext() {
    return context;
  }

  /** Sets the most steps of a sequence. */
  public void setContext(int context) {
    this.context = context;
  }

  /** Whether queries and keys are turned by their positions. */
  public boolean isRotary() {
    return rotary;
  }

  /** Sets whether queries and keys are turned by their positions. */
  public void setRotary(boolean rotary) {
    this.rotary = rotary;
  }

  /** Probability of dropping each p while training. */
  public double getAttentionDropout() {
    return attentionDropout;
  }

  /** Sets the probability of dropping each p while training. */
  public void setAttentionDropout(double attentionDropout) {
    this.attentionDropout = attentionDropout;
  }

  @Override
  public boolean drops() {
    return super.drops() || attentionDropout > 0;
  }

  @Override
  public OwnParameters initializer() {
    return branch(3 * getNOut(), getNOut());
  }

  @Override
  protected BaseLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new CausalAttentionLayer(conf, type);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CausalAttention that
        && super.equals(other)
        && that.heads == heads
        && that.context == context
        && that.rotary == rotary
        && that.attentionDropout == attentionDropout;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), heads, context, rotary, attentionDropout);
  }
}
