package dev.ensayo.environments.transduction;

import dev.ensayo.core.random.RandomStream;

/**
 * Pairs of an adjective and a noun that are kept for the test. Each adjective and each noun is in
 * pairs that are not.
 */
final class HeldOutPairs {
  private final boolean[][] heldOut;
  private int count;

  /** Draws the share that the settings ask for, or as many as leave each word some others. */
  HeldOutPairs(InventedLanguagesConfig config, RandomStream random) {
    this.heldOut = new boolean[config.adjectives()][config.nouns()];
    int wanted = (int) Math.round(config.heldOut() * config.adjectives() * config.nouns());
    int[] ofAdjective = new int[config.adjectives()];
    int[] ofNoun = new int[config.nouns()];
    for (int tries = 0; count < wanted && tries < 100 * wanted; tries++) {
      int adjective = random.nextInt(config.adjectives());
      int noun = random.nextInt(config.nouns());
      boolean leavesSome =
          ofAdjective[adjective] + 1 < config.nouns() && ofNoun[noun] + 1 < config.adjectives();
      if (!heldOut[adjective][noun] && leavesSome) {
        heldOut[adjective][noun] = true;
        ofAdjective[adjective]++;
        ofNoun[noun]++;
        count++;
      }
    }
  }

  /** Whether there are any. */
  boolean hasSome() {
    return count > 0;
  }

  /** Whether a sentence has one of them. */
  boolean areIn(Sentence sentence) {
    return areIn(sentence.subject()) || sentence.object().filter(this::areIn).isPresent();
  }

  private boolean areIn(Phrase phrase) {
    return phrase.adjectives().stream().anyMatch(adjective -> heldOut[adjective][phrase.noun()]);
  }
}
