package dev.ensayo.embeddings.word2vec.phrases;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.embeddings.word2vec.tokens.StreamedTokens;
import dev.ensayo.embeddings.word2vec.tokens.WordCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of words that are phrases, by their counts in a text (Mikolov et al. 2013b, section 4,
 * equation 6): the score of a and b is (count(ab) − δ) / (count(a)·count(b)), here times the number
 * N of words in the text, as word2phrase.c has it.
 */
public final class PhraseTable {
  /**
   * A pair that is a phrase.
   *
   * @param text as it is written, {@code a_b}
   * @param count how often b follows a in a line
   * @param score at least the threshold
   */
  public record Phrase(String text, int count, double score) {}

  /** What stands between the words of a phrase. */
  static final String JOINT = "_";

  private final Map<String, Set<String>> seconds = new HashMap<>();
  private final ImmutableList<Phrase> phrases;

  private PhraseTable(List<Phrase> phrases) {
    this.phrases = ImmutableList.copyOf(phrases);
  }

  /**
   * Finds the phrases of a text, which is read twice.
   *
   * @param most different words that are counted at once
   */
  public static PhraseTable of(StreamedTokens.Opener text, Phrases settings, int most)
      throws IOException {
    WordCounts counts;
    try (WordReader words = text.open()) {
      // A pair of a rarer word cannot have a score above 0.
      counts = WordCounts.count(words, settings.discount() + 1, most);
    }
    PairCounts pairs = new PairCounts();
    try (WordReader words = text.open()) {
      count(words, counts, pairs);
    }
    List<Phrase> found = new ArrayList<>();
    Map<String, Set<String>> joined = new HashMap<>();
    pairs.forEach(
        (first, second, count) -> {
          double score =
              (double) (count - settings.discount())
                  / counts.counts()[first]
                  / counts.counts()[second]
                  * counts.read();
          if (score > settings.threshold()) {
            String one = counts.words().get(first);
            String other = counts.words().get(second);
            found.add(new Phrase(one + JOINT + other, count, score));
            joined.computeIfAbsent(one, word -> new HashSet<>()).add(other);
          }
        });
    found.sort(Comparator.<Phrase>comparingInt(p -> -p.count()).thenComparing(Phrase::text));
    PhraseTable table = new PhraseTable(found);
    table.seconds.putAll(joined);
    return table;
  }

  private static void count(WordReader words, WordCounts counts, PairCounts pairs)
      throws IOException {
    int before = -1;
    while (words.next()) {
      int id = counts.id(words.word());
      if (before >= 0 && id >= 0 && !words.startsLine()) {
        pairs.add(before, id);
      }
      before = id;
    }
  }

  /** Whether two words that follow each other are one. */
  boolean joins(String first, String second) {
    Set<String> after = seconds.get(first);
    return after != null && after.contains(second);
  }

  /** All phrases, the commonest first. */
  public ImmutableList<Phrase> phrases() {
    return phrases;
  }
}
