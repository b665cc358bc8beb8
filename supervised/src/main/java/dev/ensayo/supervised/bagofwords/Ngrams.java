package dev.ensayo.supervised.bagofwords;

import dev.ensayo.core.labelledtext.TextEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the n-grams of a text; those with a token that has no number are left out. */
final class Ngrams {
  private final TextEncoder encoder;
  private final int longest;
  private final String between;

  Ngrams(TextEncoder encoder, int longest) {
    this.encoder = encoder;
    this.longest = longest;
    this.between = encoder.inputs().readsWords() ? " " : "";
  }

  /**
   * How often each occurs.
   *
   * @param written tokens as they are written
   * @return in the order of the alphabet
   */
  Map<String, Integer> of(List<String> written) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int from = 0; from < written.size(); from++) {
      StringBuilder ngram = new StringBuilder();
      for (int n = 1; n <= longest && from + n <= written.size(); n++) {
        String token = written.get(from + n - 1);
        if (encoder.id(token) == TextEncoder.UNKNOWN_ID) {
          break;
        }
        ngram.append(n == 1 ? "" : between).append(encoder.looked(token));
        counts.merge(ngram.toString(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
