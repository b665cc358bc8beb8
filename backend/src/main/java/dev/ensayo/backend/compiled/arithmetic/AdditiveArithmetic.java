package dev.ensayo.backend.compiled.arithmetic;

import java.util.Arrays;

/**
 * v·tanh(q + k) of all pairs of some queries and keys of A numbers, and its way back; scores are
 * {@code [K, Q]} column by column.
 */
public final class AdditiveArithmetic {
  private float[] weights = new float[0];
  private float[] weightSlopes = new float[0];
  private float[] queries = new float[0];
  private float[] querySlopes = new float[0];
  private float[] keys = new float[0];
  private float[] keySlopes = new float[0];
  private float[] inside = new float[0];
  private float[] scores = new float[0];
  private int size;
  private int queryCount;
  private int keyCount;

  /**
   * Begins.
   *
   * @param v its A numbers
   */
  public void begin(Slice v, int count) {
    size = count;
    if (weights.length < count) {
      weights = new float[count];
      weightSlopes = new float[count];
    }
    v.store(weights, count);
    Arrays.fill(weightSlopes, 0);
  }

  /**
   * Fetches the queries.
   *
   * @param at where the first begins
   * @param stride numbers from one to the next
   */
  public void loadQueries(Slice rows, int at, int stride, int count) {
    queryCount = count;
    if (queries.length < count * size) {
      queries = new float[count * size];
      querySlopes = new float[count * size];
    }
    load(rows, at, stride, count, queries);
  }

  /** Fetches the keys likewise. */
  public void loadKeys(Slice rows, int at, int stride, int count) {
    keyCount = count;
    if (keys.length < count * size) {
      keys = new float[count * size];
      keySlopes = new float[count * size];
      inside = new float[count * size];
    }
    load(rows, at, stride, count, keys);
  }

  private void load(Slice rows, int at, int stride, int count, float[] numbers) {
    for (int i = 0; i < count; i++) {
      rows.buffer().get(at + i * stride, numbers, i * size, size);
    }
  }

  private void ensureScores() {
    if (scores.length < queryCount * keyCount) {
      scores = new float[queryCount * keyCount];
    }
  }

  /** Writes the scores of all pairs. */
  public void scores(Slice table, int at) {
    ensureScores();
    for (int query = 0; query < queryCount; query++) {
      insideOf(query);
      for (int key = 0; key < keyCount; key++) {
        scores[query * keyCount + key] = sumOfProducts(weights, inside, key * size, size);
      }
    }
    table.buffer().put(at, scores, 0, queryCount * keyCount);
  }

  /** tanh(q + k) of a query with all keys. */
  private void insideOf(int query) {
    for (int key = 0; key < keyCount; key++) {
      add(queries, query * size, keys, key * size, inside, size);
    }
    SaturatingMath.tanh(inside, keyCount * size);
  }

  private static void add(float[] x, int atX, float[] y, int at, float[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[at + i] = x[atX + i] + y[at + i];
    }
  }

  /** Four sums side by side, because each addition has to wait for the one before it. */
  private static float sumOfProducts(float[] x, float[] y, int atY, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= count - 4; i += 4) {
      s0 += x[i] * y[atY + i];
      s1 += x[i + 1] * y[atY + i + 1];
      s2 += x[i + 2] * y[atY + i + 2];
      s3 += x[i + 3] * y[atY + i + 3];
    }
    for (; i < count; i++) {
      s0 += x[i] * y[atY + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** From the slopes of the scores to those of queries and keys, and more of those of v. */
  public void slopes(Slice table, int at) {
    ensureScores();
    table.buffer().get(at, scores, 0, queryCount * keyCount);
    Arrays.fill(querySlopes, 0, queryCount * size, 0);
    Arrays.fill(keySlopes, 0, keyCount * size, 0);
    for (int query = 0; query < queryCount; query++) {
      insideOf(query);
      for (int key = 0; key < keyCount; key++) {
        float slope = scores[query * keyCount + key];
        if (slope != 0) {
          addScaled(inside, key * size, slope, weightSlopes, size);
          back(inside, key * size, slope, weights, size);
          addTo(inside, key * size, querySlopes, query * size, size);
          addTo(inside, key * size, keySlopes, key * size, size);
        }
      }
    }
  }

  private static void addScaled(float[] x, int at, float factor, float[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += factor * x[at + i];
    }
  }

  /** x ← slope·v·(1 − x²). */
  private static void back(float[] x, int at, float slope, float[] v, int count) {
    for (int i = 0; i < count; i++) {
      x[at + i] = slope * v[i] * (1 - x[at + i] * x[at + i]);
    }
  }

  private static void addTo(float[] x, int at, float[] sums, int atSums, int count) {
    for (int i = 0; i < count; i++) {
      sums[atSums + i] += x[at + i];
    }
  }

  /** Writes the slopes of the queries, which lie as {@link #loadQueries} found them. */
  public void storeQuerySlopes(Slice rows, int at, int stride) {
    store(querySlopes, queryCount, rows, at, stride);
  }

  /** Writes the slopes of the keys. */
  public void storeKeySlopes(Slice rows, int at, int stride) {
    store(keySlopes, keyCount, rows, at, stride);
  }

  private void store(float[] numbers, int count, Slice rows, int at, int stride) {
    for (int i = 0; i < count; i++) {
      rows.buffer().put(at + i * stride, numbers, i * size, size);
    }
  }

  /** Writes the slopes of v over all that was worked on since {@link #begin}. */
  public void storeWeightSlopes(Slice target) {
    target.load(weightSlopes, size);
  }
}
