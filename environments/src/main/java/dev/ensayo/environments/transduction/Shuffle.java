package dev.ensayo.environments.transduction;

import dev.ensayo.core.random.RandomStream;
import java.util.Collections;
import java.util.List;

/** Puts a list into an order of which each is equally likely (Fisher and Yates). */
final class Shuffle {
  private Shuffle() {}

  static void shuffle(List<?> list, RandomStream random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
