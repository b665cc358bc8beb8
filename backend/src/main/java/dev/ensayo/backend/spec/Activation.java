package dev.ensayo.backend.spec;

/**
 * The function a layer applies to its units, x being the sum before it; constants are
 * Deeplearning4j's. Exponential, reciprocal, square, Gauss, sine, cosine and arctan are functions
 * of ours, which it lacks.
 *
 * <p>Deeplearning4j's randomized ReLU is left out: its gradient there does not belong to its
 * forward pass. Parametric ReLU is a layer of its own in Deeplearning4j, not a function.
 */
public enum Activation {
  /** x. */
  IDENTITY,
  /** max(0, x). */
  RELU,
  /** min(6, max(0, x)). */
  RELU6,
  /** x where x &gt; 0, else 0.01·x. */
  LEAKY_RELU,
  /** x where x &gt; 0, else exp(x) − 1 (Clevert et al., 2016). */
  ELU,
  /** Scaled ELU (Klambauer et al., "Self-normalizing neural networks", 2017). */
  SELU,
  /** x·sigmoid(1.702·x), the quick form of Hendrycks and Gimpel, 2016, section 2. */
  GELU,
  /** x·sigmoid(x). */
  SWISH,
  /** x·tanh(softplus(x)) (Misra, 2019). */
  MISH,
  /** tanh(x). */
  TANH,
  /** x limited to [−1, 1]. */
  HARD_TANH,
  /** 1.7159·tanh(2x/3), with tanh by a rational approximation. */
  RATIONAL_TANH,
  /** max(0, tanh(x)). */
  RECTIFIED_TANH,
  /** 1 / (1 + exp(−x)), the logistic function. */
  SIGMOID,
  /** 0.2·x + 0.5 limited to [0, 1]. */
  HARD_SIGMOID,
  /** ln(1 + exp(x)). */
  SOFTPLUS,
  /** x / (1 + |x|), as {@link #ELLIOTT}. */
  SOFTSIGN,
  /** x³. */
  CUBE,
  /** x where x &gt; 1, else 0. */
  THRESHOLDED_RELU,
  /** exp(x). */
  EXPONENTIAL,
  /** 1/x. */
  RECIPROCAL,
  /** x². */
  SQUARE,
  /** exp(−x²). */
  GAUSS,
  /** sin(x). */
  SINE,
  /** cos(x). */
  COSINE,
  /**
   * x / (1 + |x|) (Elliott, "A better activation function for artificial neural networks", 1993).
   */
  ELLIOTT,
  /** arctan(x), in (−π/2, π/2). */
  ARCTAN,
  /** exp(x) divided by its sum over the units; for the output layer. */
  SOFTMAX;

  /** What settings add to their meaning: which functions Deeplearning4j lacks. */
  public static final String OURS =
      "; zips with exponential, reciprocal, square, gauss, sine, cosine or arctan need"
          + " ensayo-layers";
}
