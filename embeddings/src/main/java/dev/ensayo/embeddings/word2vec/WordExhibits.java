package dev.ensayo.embeddings.word2vec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.evaluation.AnalogyScore;
import dev.ensayo.embeddings.evaluation.AnalogyScores;
import dev.ensayo.embeddings.evaluation.Range;
import dev.ensayo.embeddings.evaluation.SimilarityScore;
import dev.ensayo.embeddings.vectors.CosineSearch;
import dev.ensayo.embeddings.vectors.PrincipalPlane;
import dev.ensayo.embeddings.word2vec.phrases.PhraseTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What word vectors look like in a report. */
final class WordExhibits {
  /** As many words as a map can name. */
  static final int MAP_WORDS = 40;

  private static final String NONE = "-";
  private static final int SHOWN_WORDS = 12;
  private static final int SHOWN_PHRASES = 20;
  private static final int NEIGHBORS = 5;

  private WordExhibits() {}

  static Exhibit analogies(AnalogyScores scores) {
    List<List<String>> rows = new ArrayList<>();
    for (AnalogyScore score : scores.rows()) {
      rows.add(row(score));
    }
    return new Exhibit.Table(
        "analogies",
        "Analogies",
        "Seen: questions whose four words have vectors. 3CosAdd and 3CosMul: share of the questions"
            + " seen that are answered right, and of all. From and to: Wilson's 95 % interval of"
            + " 3CosAdd.",
        List.of(
            "section", "questions", "seen", "3CosAdd", "from", "to", "3CosMul", "3CosAdd of all"),
        rows,
        OverSeeds.MEAN);
  }

  private static List<String> row(AnalogyScore score) {
    return List.of(
        score.name(),
        Integer.toString(score.asked()),
        Integer.toString(score.seen()),
        percent(score.correctAdd(), score.seen()),
        percent(score.interval().from()),
        percent(score.interval().to()),
        percent(score.correctMul(), score.seen()),
        percent(score.correctAdd(), score.asked()));
  }

  private static String percent(int part, int whole) {
    return percent((double) part / whole);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String rank(double correlation) {
    return Double.isNaN(correlation) ? NONE : String.format(Locale.ROOT, "%.3f", correlation);
  }

  static Exhibit similarities(List<SimilarityScore> scores) {
    return new Exhibit.Table(
        "similarities",
        "Word similarity",
        "Spearman's rank correlation of cosines and people's scores; missing pairs have a word"
            + " without a vector and are left out. From and to: 95 % interval by bootstrap over the"
            + " pairs.",
        List.of("pairs", "number", "used", "missing", "Spearman", "from", "to"),
        scores.stream()
            .map(
                score -> {
                  Range range = score.correlation().interval();
                  return List.of(
                      score.name(),
                      Integer.toString(score.pairs()),
                      Integer.toString(score.used()),
                      Integer.toString(score.missing()),
                      rank(score.spearman()),
                      rank(range.from()),
                      rank(range.to()));
                })
            .toList(),
        OverSeeds.MEAN);
  }

  /** What held-out words are predicted with. */
  static Exhibit perplexity(Perplexity.Values values, int words, WordOutput output) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("by frequency alone", number(values.byFrequency())));
    boolean isTree = output instanceof WordOutput.HierarchicalSoftmax;
    rows.add(
        List.of(
            isTree ? "decisions down the tree" : "softmax of the dot products",
            number(values.learned())));
    values
        .withNoise()
        .ifPresent(value -> rows.add(List.of("softmax with the noise put back", number(value))));
    return new Exhibit.Table(
        "perplexity",
        "Perplexity of neighbouring words",
        String.format(
            Locale.ROOT,
            "Of %,d words of the validation text, each predicted from the words around it: as many"
                + " words, equally likely, would be as hard to tell.",
            words),
        List.of("probability", "perplexity"),
        rows,
        OverSeeds.MEAN);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The commonest phrases. */
  static Exhibit phrases(List<PhraseTable.Phrase> phrases) {
    return new Exhibit.Table(
        "phrases",
        "Phrases",
        "The commonest pairs of words that were made one word; the score is how much more often"
            + " they stand together than by chance.",
        List.of("phrase", "number", "score"),
        phrases.stream()
            .sorted(Comparator.comparingInt(phrase -> -phrase.count()))
            .limit(SHOWN_PHRASES)
            .map(
                phrase ->
                    List.of(
                        phrase.text(),
                        Integer.toString(phrase.count()),
                        String.format(Locale.ROOT, "%.0f", phrase.score())))
            .toList());
  }

  /** A map of some words and their neighbors; the most frequent words where none is known. */
  static ImmutableList<Exhibit> map(CosineSearch search, Collection<String> chosen) {
    WordVectors vectors = search.vectors();
    List<Integer> ids = new ArrayList<>();
    for (String word : chosen) {
      OptionalInt id = vectors.id(word);
      (id.isPresent() ? id : vectors.id(word.toLowerCase(Locale.ROOT))).ifPresent(ids::add);
    }
    if (ids.size() < 2) {
      ids.clear();
      for (int id = 0; id < Math.min(MAP_WORDS, vectors.size()); id++) {
        ids.add(id);
      }
    }
    int d = vectors.dimension();
    float[][] units = new float[ids.size()][d];
    for (int k = 0; k < units.length; k++) {
      System.arraycopy(search.units(), ids.get(k) * d, units[k], 0, d);
    }
    PrincipalPlane plane = new PrincipalPlane(units);
    List<Exhibit.Points.Point> points = new ArrayList<>();
    for (int k = 0; k < units.length; k++) {
      points.add(
          new Exhibit.Points.Point(
              vectors.word(ids.get(k)), "", plane.coordinate(k, 0), plane.coordinate(k, 1)));
    }
    return ImmutableList.of(
        new Exhibit.Points(
            "map",
            "Map of words",
            String.format(
                Locale.ROOT,
                "Unit vectors along their two principal components, which show %.0f %% of the"
                    + " variance.",
                100 * plane.explained()),
            points),
        neighbors(search, ids));
  }

  private static Exhibit neighbors(CosineSearch search, List<Integer> ids) {
    List<List<String>> rows = new ArrayList<>();
    for (int id : ids.subList(0, Math.min(SHOWN_WORDS, ids.size()))) {
      rows.add(
          List.of(
              search.vectors().word(id),
              String.join(
                  ", ",
                  search.similar(id, NEIGHBORS).stream()
                      .map(n -> String.format(Locale.ROOT, "%s %.2f", n.word(), n.cosine()))
                      .toList())));
    }
    return new Exhibit.Table(
        "neighbors",
        "Nearest words",
        "The nearest words by cosine.",
        List.of("word", "nearest"),
        rows);
  }
}
