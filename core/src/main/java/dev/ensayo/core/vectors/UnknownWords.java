package dev.ensayo.core.vectors;

import dev.ensayo.core.text.TextForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Vectors for words that have none of their own. */
@FunctionalInterface
public interface UnknownWords {
  /** There are none. */
  UnknownWords NONE = word -> Optional.empty();

  /** The vector of a word, {@code [D]}; empty where nothing is known of it. */
  Optional<float[]> vector(String word);

  /** The same of words that first get the form of what was learned from. */
  default UnknownWords inForm(TextForm form) {
    return word -> vector(form.of(word));
  }

  /** Vectors with more words at their end: those asked for that have none and can be given one. */
  default WordVectors addTo(WordVectors vectors, Collection<String> asked) {
    List<String> words = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (String word : asked) {
      if (vectors.id(word).equals(OptionalInt.empty()) && !words.contains(word)) {
        vector(word)
            .ifPresent(
                row -> {
                  words.add(word);
                  rows.add(row);
                });
      }
    }
    if (words.isEmpty()) {
      return vectors;
    }
    int d = vectors.dimension();
    float[] values = Arrays.copyOf(vectors.values(), (vectors.size() + words.size()) * d);
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(rows.get(k), 0, values, (vectors.size() + k) * d, d);
    }
    List<String> all = new ArrayList<>(vectors.words());
    all.addAll(words);
    return new WordVectors(all, d, values);
  }
}
