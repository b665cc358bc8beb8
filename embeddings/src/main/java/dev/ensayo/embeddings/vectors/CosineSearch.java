package dev.ensayo.embeddings.vectors;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.vectors.WordVectors;
import java.util.Set;

/** Exact search by cosine: every word is looked at. */
public final class CosineSearch {
  /**
   * A word that was found.
   *
   * @param id of the word
   * @param word the word
   * @param cosine to the query, in [−1, 1]
   */
  public record Neighbor(int id, String word, double cosine) {}

  private static final int ROWS_AT_ONCE = 4;

  private final WordVectors vectors;
  private final int d;

  /** {@code [V, D]}, each row of length 1; a vector of zeros stays one. */
  private final float[] units;

  public CosineSearch(WordVectors vectors) {
    this.vectors = vectors;
    this.d = vectors.dimension();
    this.units = vectors.values().clone();
    for (int id = 0; id < vectors.size(); id++) {
      normalize(units, id * d, d);
    }
  }

  private static void normalize(float[] values, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (double) values[i] * values[i];
    }
    if (sum > 0) {
      float factor = (float) (1 / Math.sqrt(sum));
      for (int i = from; i < from + length; i++) {
        values[i] *= factor;
      }
    }
  }

  /** The vectors it searches. */
  public WordVectors vectors() {
    return vectors;
  }

  /** All unit vectors, {@code [V, D]}; shared. */
  public float[] units() {
    return units;
  }

  /** The cosine of two words. */
  public double cosine(int one, int other) {
    double sum = 0;
    for (int i = 0; i < d; i++) {
      sum += (double) units[one * d + i] * units[other * d + i];
    }
    return sum;
  }

  /** The words nearest to a word, itself left out. */
  public ImmutableList<Neighbor> similar(int id, int most) {
    float[] query = new float[d];
    System.arraycopy(units, id * d, query, 0, d);
    return nearest(query, most, Set.of(id));
  }

  /** The words nearest to the sum of the unit vectors of several words, these left out. */
  public ImmutableList<Neighbor> similar(Set<Integer> ids, int most) {
    float[] query = new float[d];
    for (int id : ids) {
      add(query, id, 1);
    }
    return nearest(query, most, ids);
  }

  /**
   * What is to c as b is to a: the words nearest to b − a + c of unit vectors, the three left out
   * (3CosAdd; Mikolov et al. 2013c; Levy and Goldberg 2014, equation 2).
   */
  public ImmutableList<Neighbor> analogy(int a, int b, int c, int most) {
    float[] query = new float[d];
    add(query, b, 1);
    add(query, a, -1);
    add(query, c, 1);
    return nearest(query, most, Set.copyOf(ImmutableList.of(a, b, c).stream().distinct().toList()));
  }

  private void add(float[] query, int id, float factor) {
    for (int i = 0; i < d; i++) {
      query[i] += factor * units[id * d + i];
    }
  }

  /**
   * The words nearest to a query.
   *
   * @param query {@code [D]}, of any length above 0
   * @param most how many to find
   * @param without ids to leave out
   * @return nearest first; of equally near ones the more frequent first
   */
  public ImmutableList<Neighbor> nearest(float[] query, int most, Set<Integer> without) {
    checkArgument(query.length == d, "a query has %s numbers, not %s", d, query.length);
    checkArgument(most > 0, "at least one word must be asked for");
    float[] unit = query.clone();
    normalize(unit, 0, d);
    Best best = new Best(Math.min(most, vectors.size()), without);
    int id = 0;
    float[] scores = new float[ROWS_AT_ONCE];
    for (; id <= vectors.size() - ROWS_AT_ONCE; id += ROWS_AT_ONCE) {
      dots4(unit, id * d, scores);
      for (int k = 0; k < ROWS_AT_ONCE; k++) {
        best.offer(id + k, scores[k]);
      }
    }
    for (; id < vectors.size(); id++) {
      best.offer(id, dot(unit, id * d));
    }
    ImmutableList.Builder<Neighbor> found = ImmutableList.builder();
    for (int i = 0; i < best.size; i++) {
      found.add(new Neighbor(best.ids[i], vectors.word(best.ids[i]), best.scores[i]));
    }
    return found.build();
  }

  /** Four rows side by side: four independent chains of additions, and each number read once. */
  private void dots4(float[] unit, int from, float[] out) {
    float[] m = units;
    int second = from + d;
    int third = second + d;
    int fourth = third + d;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < d; i++) {
      float x = unit[i];
      s0 = Math.fma(x, m[from + i], s0);
      s1 = Math.fma(x, m[second + i], s1);
      s2 = Math.fma(x, m[third + i], s2);
      s3 = Math.fma(x, m[fourth + i], s3);
    }
    out[0] = s0;
    out[1] = s1;
    out[2] = s2;
    out[3] = s3;
  }

  private float dot(float[] unit, int from) {
    float sum = 0;
    for (int i = 0; i < d; i++) {
      sum = Math.fma(unit[i], units[from + i], sum);
    }
    return sum;
  }

  /** The best few so far, best first. */
  private static final class Best {
    private final int[] ids;
    private final float[] scores;
    private final Set<Integer> without;
    private int size;

    Best(int most, Set<Integer> without) {
      this.ids = new int[most];
      this.scores = new float[most];
      this.without = without;
    }

    void offer(int id, float score) {
      if (size == ids.length && !(score > scores[size - 1])) {
        return;
      }
      if (without.contains(id)) {
        return;
      }
      int at = size < ids.length ? size++ : size - 1;
      while (at > 0 && score > scores[at - 1]) {
        ids[at] = ids[at - 1];
        scores[at] = scores[at - 1];
        at--;
      }
      ids[at] = id;
      scores[at] = score;
    }
  }
}
