package dev.ensayo.environments.transduction;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.RandomStream;
import java.util.HashSet;
import java.util.Set;

/** Makes up words of syllables, none of them twice in a language. */
final class InventedWords {
  private static final String VOWELS = "aeiou";

  private final RandomStream random;
  private final String consonants;
  private final Set<String> made = new HashSet<>();

  /**
   * @param consonants of the language
   * @param taken words that it has already
   */
  InventedWords(RandomStream random, String consonants, Set<String> taken) {
    this.random = random;
    this.consonants = consonants;
    made.addAll(taken);
  }

  /** So many stems that end with a consonant, so that endings can be told from them. */
  ImmutableList<String> stems(int count) {
    ImmutableList.Builder<String> stems = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      stems.add(stem());
    }
    return stems.build();
  }

  private String stem() {
    String stem;
    int tries = 0;
    do {
      int syllables = 1 + random.nextInt(2) + tries / 100; // longer ones where short ones are gone
      StringBuilder letters = new StringBuilder();
      for (int i = 0; i < syllables; i++) {
        letters.append(one(consonants)).append(one(VOWELS));
      }
      stem = letters.append(one(consonants)).toString();
      tries++;
    } while (!made.add(stem));
    return stem;
  }

  private char one(String letters) {
    return letters.charAt(random.nextInt(letters.length()));
  }
}
