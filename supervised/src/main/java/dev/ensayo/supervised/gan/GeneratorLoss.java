package dev.ensayo.supervised.gan;

/**
 * What the generator minimizes of one sample, as a function of the discriminator's logit a, D = σ(a)
 * (Goodfellow et al., "Generative adversarial nets", 2014, section 3).
 */
public enum GeneratorLoss {
  /** ln(1 − D): flat where the discriminator is sure that a sample is none of the data. */
  SATURATING {
    @Override
    double value(double logit) {
      return -Logits.surprise(-logit);
    }

    @Override
    double slope(double logit) {
      return -Logits.probability(logit);
    }
  },
  /** −ln D: the same fixed point, and steepest there. */
  NON_SATURATING {
    @Override
    double value(double logit) {
      return Logits.surprise(logit);
    }

    @Override
    double slope(double logit) {
      return -Logits.probability(-logit);
    }
  };

  /** The loss. */
  abstract double value(double logit);

  /** Its derivative with regard to the logit, in [−1, 0]. */
  abstract double slope(double logit);
}
