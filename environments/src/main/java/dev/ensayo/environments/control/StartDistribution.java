package dev.ensayo.environments.control;

import java.util.random.RandomGenerator;

/** Where an episode starts. */
@FunctionalInterface
interface StartDistribution {
  /** Fills {@code state} with a drawn one. */
  void sample(RandomGenerator random, double[] state);

  /** Every component uniform in {@code [low, high)}. */
  static StartDistribution uniform(double low, double high) {
    return (random, state) -> {
      for (int i = 0; i < state.length; i++) {
        state[i] = random.nextDouble(low, high);
      }
    };
  }
}
