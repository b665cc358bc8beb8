package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers analogies with the word x, none of a, b and c, of the highest
 *
 * <ul>
 *   <li>3CosAdd: cos(x, b) − cos(x, a) + cos(x, c) (Levy and Goldberg 2014, equation 2),
 *   <li>3CosMul: cos'(x, b)·cos'(x, c) / (cos'(x, a) + 0.001), cos' = (cos + 1)/2 (equation 4).
 * </ul>
 *
 * <p>Upper and lower case are the same, and so are the ways to write an accent. The cosines of all
 * question words with a stretch of the vocabulary are computed once and serve all questions.
 */
public final class AnalogyEvaluator {
  private static final int TILE = 512;
  private static final float EPSILON = 0.001f;

  private final ImmutableList<AnalogyQuestion> questions;
  private final int vocabulary;

  /**
   * @param questions in the order of their sections
   * @param vocabulary how many words, from the first on, are asked for and answered with; 0 for all
   */
  public AnalogyEvaluator(List<AnalogyQuestion> questions, int vocabulary) {
    this.questions = ImmutableList.copyOf(questions);
    this.vocabulary = vocabulary;
  }

  /** A question whose words have vectors, and its best answers so far. */
  private static final class Seen {
    private final AnalogyQuestion question;
    private final int[] ids;
    private final int[] places;
    private int answerAdd = -1;
    private int answerMul = -1;
    private float bestAdd = Float.NEGATIVE_INFINITY;
    private float bestMul = Float.NEGATIVE_INFINITY;

    Seen(AnalogyQuestion question, int[] ids, int[] places) {
      this.question = question;
      this.ids = ids;
      this.places = places;
    }
  }

  /** How many questions have all their words among those that are asked for and answered with. */
  int answerable(List<String> words) {
    Set<String> known =
        words.stream()
            .limit(vocabulary == 0 ? Long.MAX_VALUE : vocabulary)
            .map(Folded::of)
            .collect(Collectors.toSet());
    return (int)
        questions.stream()
            .filter(
                question ->
                    Stream.of(question.a(), question.b(), question.c(), question.d())
                        .allMatch(word -> known.contains(Folded.of(word))))
            .count();
  }

  /** Answers all questions. */
  public AnalogyScores evaluate(CosineSearch search) {
    return evaluate(search, TestProgress.NONE);
  }

  /**
   * Answers all questions.
   *
   * @param progress hears how many words have been looked at
   */
  public AnalogyScores evaluate(CosineSearch search, TestProgress progress) {
    WordVectors vectors = search.vectors();
    int v = vocabulary == 0 ? vectors.size() : Math.min(vocabulary, vectors.size());
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < v; id++) {
      ids.putIfAbsent(Folded.of(vectors.word(id)), id);
    }
    List<Integer> asked = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    List<Seen> seen = new ArrayList<>();
    for (AnalogyQuestion question : questions) {
      Integer[] words = {
        ids.get(Folded.of(question.a())),
        ids.get(Folded.of(question.b())),
        ids.get(Folded.of(question.c())),
        ids.get(Folded.of(question.d()))
      };
      if (Arrays.stream(words).allMatch(word -> word != null)) {
        int[] place = new int[3];
        for (int k = 0; k < 3; k++) {
          place[k] = places.computeIfAbsent(words[k], word -> asked.size());
          if (place[k] == asked.size()) {
            asked.add(words[k]);
          }
        }
        seen.add(new Seen(question, Arrays.stream(words).mapToInt(word -> word).toArray(), place));
      }
    }
    answer(search, v, asked, seen, progress);
    return scores(seen);
  }

  private static void answer(
      CosineSearch search, int v, List<Integer> asked, List<Seen> seen, TestProgress progress) {
    int d = search.vectors().dimension();
    float[] units = search.units();
    float[][] queries = new float[asked.size()][];
    for (int q = 0; q < queries.length; q++) {
      int id = asked.get(q);
      queries[q] = Arrays.copyOfRange(units, id * d, (id + 1) * d);
    }
    float[][] cosines = new float[queries.length][TILE];
    float[] scores = new float[TILE];
    for (int from = 0; from < v; from += TILE) {
      int size = Math.min(TILE, v - from);
      for (int q = 0; q < queries.length; q++) {
        for (int k = 0; k < size; k++) {
          cosines[q][k] = dot(queries[q], units, (from + k) * d, d);
        }
      }
      for (Seen one : seen) {
        answer(one, cosines, scores, from, size);
      }
      progress.at(from + size, v);
    }
  }

  private static void answer(Seen seen, float[][] cosines, float[] scores, int from, int size) {
    float[] a = cosines[seen.places[0]];
    float[] b = cosines[seen.places[1]];
    float[] c = cosines[seen.places[2]];
    for (int k = 0; k < size; k++) {
      scores[k] = b[k] - a[k] + c[k];
    }
    int best = best(seen, scores, from, size);
    if (scores[best] > seen.bestAdd) {
      seen.bestAdd = scores[best];
      seen.answerAdd = from + best;
    }
    for (int k = 0; k < size; k++) {
      scores[k] = (b[k] + 1) * (c[k] + 1) / (a[k] + 1 + 2 * EPSILON);
    }
    best = best(seen, scores, from, size);
    if (scores[best] > seen.bestMul) {
      seen.bestMul = scores[best];
      seen.answerMul = from + best;
    }
  }

  private static int best(Seen seen, float[] scores, int from, int size) {
    for (int k = 0; k < 3; k++) {
      int at = seen.ids[k] - from;
      if (at >= 0 && at < size) {
        scores[at] = Float.NEGATIVE_INFINITY;
      }
    }
    int best = 0;
    for (int k = 1; k < size; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }

  private static float dot(float[] query, float[] units, int from, int d) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i < d - 3; i += 4) {
      s0 = Math.fma(query[i], units[from + i], s0);
      s1 = Math.fma(query[i + 1], units[from + i + 1], s1);
      s2 = Math.fma(query[i + 2], units[from + i + 2], s2);
      s3 = Math.fma(query[i + 3], units[from + i + 3], s3);
    }
    for (; i < d; i++) {
      s0 = Math.fma(query[i], units[from + i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private AnalogyScores scores(List<Seen> seen) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (AnalogyQuestion question : questions) {
      counts.computeIfAbsent(question.section(), section -> new int[4])[0]++;
    }
    for (Seen one : seen) {
      int[] count = counts.get(one.question.section());
      count[1]++;
      count[2] += one.answerAdd == one.ids[3] ? 1 : 0;
      count[3] += one.answerMul == one.ids[3] ? 1 : 0;
    }
    List<AnalogyScore> sections = new ArrayList<>();
    counts.forEach(
        (section, count) ->
            sections.add(new AnalogyScore(section, count[0], count[1], count[2], count[3])));
    return AnalogyScores.of(sections);
  }
}
