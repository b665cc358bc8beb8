package dev.ensayo.supervised.gan;

/** What a logit a says of a probability σ(a) = 1/(1 + e⁻ᵃ), exact where σ is nearly 0 or 1. */
final class Logits {
  private Logits() {}

  /** σ(a). */
  static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** −ln σ(a) = ln(1 + e⁻ᵃ); of −a it is −ln(1 − σ(a)). */
  static double surprise(double logit) {
    return Math.max(-logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
  }
}
