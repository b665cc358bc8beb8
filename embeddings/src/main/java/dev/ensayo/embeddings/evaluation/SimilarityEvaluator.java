package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import dev.ensayo.embeddings.vectors.CosineSearch;
import dev.ensayo.embeddings.vectors.WordVectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

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

  /** Compares all pairs; upper and lower case are the same, ties share their mean rank. */
  public SimilarityScore evaluate(CosineSearch search) {
    WordVectors vectors = search.vectors();
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < vectors.size(); id++) {
      ids.putIfAbsent(vectors.word(id).toLowerCase(Locale.ROOT), id);
    }
    List<Double> cosines = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (WordPair pair : pairs) {
      Integer one = ids.get(pair.one().toLowerCase(Locale.ROOT));
      Integer other = ids.get(pair.other().toLowerCase(Locale.ROOT));
      if (one != null && other != null) {
        cosines.add(search.cosine(one, other));
        scores.add(pair.score());
      }
    }
    double spearman =
        cosines.size() < 2
            ? Double.NaN
            : new SpearmansCorrelation()
                .correlation(
                    cosines.stream().mapToDouble(x -> x).toArray(),
                    scores.stream().mapToDouble(x -> x).toArray());
    return new SimilarityScore(name, pairs.size(), pairs.size() - cosines.size(), spearman);
  }
}
