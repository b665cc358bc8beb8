package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares cosines with the scores of people, by Spearman's rank correlation. */
public final class SimilarityEvaluator {
  private final String name;
  private final ImmutableList<WordPair> pairs;

  /**
   * @param name of the set of pairs
   */
  public SimilarityEvaluator(String name, List<WordPair> pairs) {
    this.name = name;
    this.pairs = ImmutableList.copyOf(pairs);
  }

  /**
   * Checks that at least two pairs can be compared.
   *
   * @throws InvalidSettingException if not: there is no rank correlation then
   */
  void checkWords(List<String> words) {
    Set<String> known = words.stream().map(Folded::of).collect(Collectors.toSet());
    long compared =
        pairs.stream()
            .filter(
                pair ->
                    known.contains(Folded.of(pair.one()))
                        && known.contains(Folded.of(pair.other())))
            .count();
    if (compared < 2) {
      throw new InvalidSettingException(
          "tests.similarities",
          String.format(
              Locale.ROOT,
              "of the %,d pairs of %s %s both words among the %,d that get vectors, and a rank"
                  + " correlation needs two; lower minCount, take a longer text, or leave the file"
                  + " out",
              pairs.size(),
              name,
              compared == 0 ? "none has" : "only one has",
              words.size()));
    }
  }

  /** The words that have no vector, whatever their case, as they are written. */
  Set<String> missingFrom(WordVectors vectors) {
    Set<String> known = vectors.words().stream().map(Folded::of).collect(Collectors.toSet());
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.one(), pair.other()))
        .filter(word -> !known.contains(Folded.of(word)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Compares all pairs; upper and lower case are the same, ties share their mean rank. */
  public SimilarityScore evaluate(CosineSearch search) {
    WordVectors vectors = search.vectors();
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < vectors.size(); id++) {
      ids.putIfAbsent(Folded.of(vectors.word(id)), id);
    }
    List<Double> cosines = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (WordPair pair : pairs) {
      Integer one = ids.get(Folded.of(pair.one()));
      Integer other = ids.get(Folded.of(pair.other()));
      if (one != null && other != null) {
        cosines.add(search.cosine(one, other));
        scores.add(pair.score());
      }
    }
    return new SimilarityScore(
        name, pairs.size(), new RankCorrelation(Doubles.toArray(cosines), Doubles.toArray(scores)));
  }
}
