package dev.ensayo.supervised.gan;

/**
 * What the generator minimizes of one sample, as a function of the discriminator's logit a, D =
 * σ(a) (Goodfellow et al., "Generative adversarial nets", 2014, section 3).
 */
public enum GeneratorLoss {
  /** ln(1 − D): flat where the discriminator is sure that a sample is none of the data. */
  SATURATING,
  /** −ln D: the same fixed point, and steepest there. */
  NON_SATURATING;

  /** The loss. */
  double value(double logit) {
    return this == SATURATING ? -Logits.surprise(-logit) : Logits.surprise(logit);
  }

  /** Its derivative with regard to the logit, in [−1, 0]. */
  double slope(double logit) {
    return -Logits.probability(this == SATURATING ? logit : -logit);
  }
}
