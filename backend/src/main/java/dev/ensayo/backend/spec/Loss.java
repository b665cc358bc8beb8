package dev.ensayo.backend.spec;

/**
 * The loss of one example, with targets y, outputs ŷ and weights w of its O outputs; a step
 * minimizes the mean over the batch.
 */
public enum Loss {
  /** Σ w·(y − ŷ)²: Deeplearning4j's {@code LossL2}. */
  SQUARED_ERROR,
  /** Σ w·(y − ŷ)² / O: Deeplearning4j's {@code LossMSE}. */
  MEAN_SQUARED_ERROR,
  /**
   * Σ w·h(y − ŷ), with h(e) = e²/2 where |e| ≤ 1, else |e| − 1/2 (Huber, 1964, δ = 1; the clipped
   * error of Mnih et al., 2015).
   */
  HUBER,
  /** Σ w·|y − ŷ| / O: {@code LossMAE}. */
  MEAN_ABSOLUTE_ERROR,
  /** Σ w·max(0, 1 − y·ŷ) for targets −1 and 1: {@code LossHinge}. */
  HINGE,
  /** Σ w·y·ln(y/ŷ) with a softmax output and targets that are distributions: {@code LossKLD}. */
  KL_DIVERGENCE,
  /** −Σ w·y·ln ŷ with a softmax output: {@code LossMCXENT}. */
  SOFTMAX_CROSS_ENTROPY,
  /** −Σ w·(y·ln ŷ + (1 − y)·ln(1 − ŷ)) with a sigmoid output: {@code LossBinaryXENT}. */
  SIGMOID_CROSS_ENTROPY,
  /**
   * −Σ w·y·ln softmax(ŷ), each softmax over one group of K outputs, which are its sums; targets are
   * a distribution for each group (C51: Bellemare, Dabney and Munos, "A distributional perspective
   * on reinforcement learning", 2017, algorithm 1). K is {@link LossTerms#groupSize}. A group whose
   * weights are all 0 is passed over.
   */
  GROUPED_CROSS_ENTROPY,
  /**
   * Σ wᵢ·(1/K)·Σⱼ |τᵢ − 1{u < 0}|·h(u) with u = yⱼ − ŷᵢ and τᵢ = (2i + 1)/(2K), i and j from 0 over
   * the K numbers of a group, h as of {@link #HUBER}: the outputs become quantiles of the
   * distribution that the targets are samples of (Dabney et al., "Distributional reinforcement
   * learning with quantile regression", 2018, eq. 10 and algorithm 1, κ = 1). K is {@link
   * LossTerms#groupSize}. A group whose weights are all 0 is passed over.
   */
  QUANTILE_HUBER;

  /** Whether it is one over groups of outputs. */
  public boolean isGrouped() {
    return this == GROUPED_CROSS_ENTROPY || this == QUANTILE_HUBER;
  }
}
