package dev.ensayo.embeddings.evaluation;

import java.text.Normalizer;
import java.util.Locale;

/** Words of tests and of vectors, of which case and the way to write an accent do not count. */
final class Folded {
  private Folded() {}

  /** What is the same for words that count as the same. */
  static String of(String word) {
    return composed(composed(word).toLowerCase(Locale.ROOT));
  }

  private static String composed(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFC);
  }
}
