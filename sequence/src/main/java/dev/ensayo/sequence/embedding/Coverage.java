package dev.ensayo.sequence.embedding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the embeddings of a vocabulary come from.
 *
 * @param source what the vectors are called in words
 * @param of each kind of origin: how many tokens of the vocabulary
 * @param inText the same of the training text
 * @param commonestDrawn tokens of which nothing was known, those that occur most often first
 * @param mean of the normal distribution that those start from
 * @param deviation of that distribution
 */
record Coverage(
    String source,
    ImmutableMap<Origin, Long> of,
    ImmutableMap<Origin, Long> inText,
    ImmutableList<String> commonestDrawn,
    double mean,
    double deviation) {
  /** Where a token's vector comes from. */
  enum Origin {
    /** It has one. */
    VECTORS("vectors"),
    /** It has none, its n-grams have. */
    NGRAMS("n-grams"),
    /** Nothing is known of it. */
    DRAWN("drawn");

    private final String word;

    Origin(String word) {
      this.word = word;
    }
  }

  /** The share of the vocabulary that has a vector or n-grams, in [0, 1]. */
  double ofVocabulary() {
    return known(of);
  }

  /** The same share of the training text. */
  double ofText() {
    return known(inText);
  }

  private static double known(Map<Origin, Long> counts) {
    long all = total(counts);
    return (double) (all - counts.get(Origin.DRAWN)) / all;
  }

  private static long total(Map<Origin, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** In a sentence. */
  String words() {
    long byNgrams = of.get(Origin.NGRAMS);
    return String.format(
        Locale.ROOT,
        "embeddings start from %s: %,d of %,d tokens (%.1f %%) and %.1f %% of the training text%s;"
            + " the others from N(%.3f, %.3f²)",
        source,
        total(of) - of.get(Origin.DRAWN),
        total(of),
        100 * ofVocabulary(),
        100 * ofText(),
        byNgrams == 0 ? "" : String.format(Locale.ROOT, ", %,d of them by n-grams", byNgrams),
        mean,
        deviation);
  }

  /** As a table, whose numbers are the same for every seed. */
  Exhibit exhibit() {
    ImmutableList.Builder<List<String>> rows = ImmutableList.builder();
    for (Origin origin : Origin.values()) {
      long tokens = of.get(origin);
      rows.add(
          List.of(
              origin.word,
              Long.toString(tokens),
              percent(tokens, total(of)),
              percent(inText.get(origin), total(inText))));
    }
    return new Exhibit.Table(
        "embedding-start",
        "Start of the embeddings",
        String.format(
            Locale.ROOT,
            "Vectors: those of %s. N-grams: the mean of what was learned of a word's n-grams. Drawn:"
                + " from a normal distribution of mean %.3f and standard deviation %.3f, those of"
                + " the vectors found.%s",
            source,
            mean,
            deviation,
            commonestDrawn.isEmpty()
                ? ""
                : " The commonest of these: " + String.join(", ", commonestDrawn) + "."),
        List.of("from", "tokens", "of the vocabulary", "of the training text"),
        rows.build());
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }
}
