package dev.ensayo.core.labelledtext;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.preprocessing.TextInputs;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How texts are to be read.
 *
 * @param unit word or character
 * @param signsApart whether signs are words of their own
 * @param lowerCase whether letters are made small
 * @param minimumCount occurrences in the training part that give a token a number, at least 1
 * @param maximumTokens tokens with a number at most, the most frequent, that of the unknown one not
 *     counted; 0 for all
 * @param maximumLength tokens of a text that are read, its first; 0 for all
 */
public record TextReading(
    TokenUnit unit,
    boolean signsApart,
    boolean lowerCase,
    int minimumCount,
    int maximumTokens,
    int maximumLength) {

  /** What cuts texts into tokens. */
  public TokenCutter cutter() {
    return new TokenCutter(unit == TokenUnit.WORD, signsApart);
  }

  /** How a token is looked up. */
  String looked(String written) {
    return TokenCutter.looked(written, lowerCase);
  }

  /** How often each token occurs, as it is looked up. */
  Map<String, Integer> count(Iterable<GivenText> texts) {
    Map<String, Integer> counts = new HashMap<>();
    for (GivenText text : texts) {
      List<String> words = text.words().get();
      int read = maximumLength == 0 ? words.size() : Math.min(maximumLength, words.size());
      for (String word : words.subList(0, read)) {
        counts.merge(looked(word), 1, Integer::sum);
      }
    }
    return counts;
  }

  /**
   * Numbers for the tokens of the training part: the most frequent first, of equals the first in
   * the alphabet.
   */
  TextEncoder learn(Map<String, Integer> counts) {
    List<String> kept =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= minimumCount)
            .filter(entry -> !entry.getKey().equals(Vocabulary.UNKNOWN))
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(maximumTokens == 0 ? Long.MAX_VALUE : maximumTokens)
            .map(Map.Entry::getKey)
            .toList();
    ImmutableList<String> tokens =
        ImmutableList.<String>builder().add(Vocabulary.UNKNOWN).addAll(kept).build();
    return new TextEncoder(new TextInputs(unit, signsApart, lowerCase, maximumLength, tokens));
  }
}
