package dev.ensayo.embeddings.word2vec.subwords;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.subword.CharacterNgrams;
import dev.ensayo.core.vectors.LearnedSubwords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows of the input matrix make up a word: its own, and one for each of its n-grams. The rows
 * of words come first, then those of the buckets that some word uses, in the order in which they
 * are used first; others would never learn. So those of one word lie side by side, but for those
 * that a more frequent word has as well, and the memory is read in long runs.
 */
public final class SubwordTable {
  private static final int NONE = -1;

  private final int words;
  private final int[] buckets;
  private final int[][] rows;

  /**
   * @param words with a row of their own, by id
   */
  public SubwordTable(List<String> words, CharacterNgrams ngrams) {
    this.words = words.size();
    List<ImmutableIntArray> found = new ArrayList<>(words.size());
    for (String word : words) {
      found.add(ngrams.buckets(word));
    }
    int[] used =
        found.stream().flatMapToInt(ImmutableIntArray::stream).sorted().distinct().toArray();
    int[] places = new int[used.length];
    Arrays.fill(places, NONE);
    this.buckets = new int[used.length];
    this.rows = new int[words.size()][];
    int next = 0;
    for (int id = 0; id < rows.length; id++) {
      ImmutableIntArray ngramsOfWord = found.get(id);
      rows[id] = new int[1 + ngramsOfWord.length()];
      rows[id][0] = id;
      for (int k = 0; k < ngramsOfWord.length(); k++) {
        int at = Arrays.binarySearch(used, ngramsOfWord.get(k));
        if (places[at] == NONE) {
          places[at] = next;
          buckets[next++] = used[at];
        }
        rows[id][1 + k] = this.words + places[at];
      }
    }
  }

  /** Rows of words and buckets together. */
  public int size() {
    return words + buckets.length;
  }

  /** The rows of a word, its own first; shared. */
  int[] rows(int word) {
    return rows[word];
  }

  /**
   * What was learned of the n-grams.
   *
   * @param ngrams that the table was made with
   * @param matrix {@code [size, D]} as it is now; copied
   */
  public LearnedSubwords learned(CharacterNgrams ngrams, float[] matrix, int d) {
    return LearnedSubwords.of(
        ngrams, buckets, d, Arrays.copyOfRange(matrix, words * d, size() * d));
  }

  /** How many of all words in a text use the row that most of them use, in [0, 1]. */
  public double largestShare(long[] counts) {
    double[] uses = new double[size()];
    double total = 0;
    for (int word = 0; word < words; word++) {
      total += counts[word];
      for (int row : rows[word]) {
        uses[row] += counts[word];
      }
    }
    return Arrays.stream(uses).max().orElse(0) / total;
  }

  /**
   * Each word's vector: the mean of its rows.
   *
   * @param matrix {@code [size, D]}
   * @return {@code [words, D]}
   */
  public float[] compose(float[] matrix, int d) {
    float[] composed = new float[words * d];
    for (int word = 0; word < words; word++) {
      float share = 1f / rows[word].length;
      for (int row : rows[word]) {
        for (int i = 0; i < d; i++) {
          composed[word * d + i] += share * matrix[row * d + i];
        }
      }
    }
    return composed;
  }
}
