package dev.ensayo.embeddings.word2vec.subwords;

import dev.ensayo.backend.product.SmallMatrix;
import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import java.util.Arrays;

/**
 * Rows of words that are the mean of several rows of a matrix: a word's own and those of its
 * n-grams. What a word's row is changed by, each of these rows is changed by, as in fastText.
 *
 * <p>So a learner need not know of subwords. Words that share an n-gram may be read together and
 * then written one after the other: their changes add up.
 */
public final class SubwordRows implements RowAccess {
  private static final int NONE = -1;

  private final RowAccess rows;
  private final SubwordTable table;
  private final int[] words;
  private final float[][] before;
  private final float[][] handed;
  private final float[] change;

  /**
   * @param rows of the matrix; its slot 0 may be used
   * @param slots of the rows of words
   */
  public SubwordRows(RowAccess rows, SubwordTable table, int d, int slots) {
    this.rows = rows;
    this.table = table;
    this.words = new int[slots];
    this.before = new float[slots][d];
    this.handed = new float[slots][d];
    this.change = new float[d];
    Arrays.fill(words, NONE);
  }

  private float[] compose(int word, int slot) {
    float[] mean = before[slot];
    Arrays.fill(mean, 0);
    int[] parts = table.rows(word);
    for (int part : parts) {
      rows.addTo(part, mean);
    }
    float share = 1f / parts.length;
    for (int i = 0; i < mean.length; i++) {
      mean[i] *= share;
    }
    words[slot] = word;
    return mean;
  }

  @Override
  public float[] read(int row, int slot) {
    float[] values = handed[slot];
    System.arraycopy(compose(row, slot), 0, values, 0, values.length);
    return values;
  }

  @Override
  public void write(int row, float[] values) {
    float[] from = before[slot(row)];
    for (int i = 0; i < change.length; i++) {
      change[i] = values[i] - from[i];
    }
    for (int part : table.rows(row)) {
      rows.change(part, change);
    }
  }

  private int slot(int word) {
    int slot = 0;
    while (words[slot] != word) {
      slot++;
    }
    words[slot] = NONE;
    return slot;
  }

  @Override
  public void read(int row, SmallMatrix to, int at) {
    to.put(at, compose(row, at), 0, change.length);
  }

  @Override
  public void write(int row, SmallMatrix from, int at) {
    from.get(at, handed[at], 0, change.length);
    write(row, handed[at]);
  }

  @Override
  public void addTo(int row, float[] sum) {
    throw new UnsupportedOperationException("words are not made of words");
  }

  @Override
  public void change(int row, float[] by) {
    throw new UnsupportedOperationException("words are not made of words");
  }
}
