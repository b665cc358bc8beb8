package dev.ensayo.sequence.spelling;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a training part from which it is learned how an unknown word is spelled: those that
 * its vocabulary does not have, as often as they occur, and those that occur once. Where there are
 * none, all of them, each once.
 */
public final class RareWords {
  private RareWords() {}

  /** Learns their spelling; empty where the vocabulary has no {@link Vocabulary#UNKNOWN}. */
  public static Optional<Speller> speller(Corpus corpus) {
    return hasUnknown(corpus.vocabulary()) ? Optional.of(Speller.of(of(corpus))) : Optional.empty();
  }

  /** Whether a text may have words that a vocabulary does not have. */
  public static boolean hasUnknown(Vocabulary vocabulary) {
    return vocabulary.unit() == TokenUnit.WORD && vocabulary.id(Vocabulary.UNKNOWN).isPresent();
  }

  /** Whether a word is one that the vocabulary does not have. */
  public static boolean isUnknown(Vocabulary vocabulary, String word) {
    return word.equals(Vocabulary.UNKNOWN) || vocabulary.id(word).isEmpty();
  }

  private static Map<String, Integer> of(Corpus corpus) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    try (WordReader words = corpus.words(Split.TRAIN)) {
      while (words.next()) {
        counts.merge(words.word(), 1, Math::addExact);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Integer> rare = new LinkedHashMap<>();
    counts.forEach(
        (word, count) -> {
          if (count == 1 || isUnknown(corpus.vocabulary(), word)) {
            rare.put(word, count);
          }
        });
    if (rare.isEmpty()) {
      counts.replaceAll((word, count) -> 1);
      return counts;
    }
    return rare;
  }
}
