package dev.ensayo.backend.compiled.arithmetic;

import java.util.Arrays;

/**
 * What blocks of attention compute with beside products. A table of probabilities is {@code [K, Q]}
 * column by column: what query q gives to each key. Keys are the steps before a window of Q steps
 * and its own, and a query sees those up to itself: the first K − Q + q + 1.
 *
 * <p>An instance has scratch of its own and belongs to one block.
 */
public final class AttentionArithmetic {
  private final FloatExponentials exponentials = new FloatExponentials();
  private float[] numbers = new float[HeapChunks.SIZE];
  private float[] others = new float[HeapChunks.SIZE];

  /** z ← x + y. */
  public void sum(Slice x, int atX, Slice y, int atY, Slice z, int atZ, int count) {
    ensure(count);
    x.buffer().get(atX, numbers, 0, count);
    y.buffer().get(atY, others, 0, count);
    for (int i = 0; i < count; i++) {
      numbers[i] += others[i];
    }
    z.buffer().put(atZ, numbers, 0, count);
  }

  /**
   * Each column ← softmax(factor·column) over the keys its query sees, 0 for the others.
   *
   * @param at where the table begins
   */
  public void softmax(Slice table, int at, int keys, int queries, double factor) {
    int atOnce = Math.max(1, HeapChunks.SIZE / keys);
    ensure(Math.max(HeapChunks.SIZE, keys));
    for (int query = 0; query < queries; query += atOnce) {
      int some = Math.min(atOnce, queries - query);
      int place = at + query * keys;
      table.buffer().get(place, numbers, 0, some * keys);
      for (int i = 0; i < some; i++) {
        int from = i * keys;
        int seen = keys - queries + query + i + 1;
        relate(numbers, from, seen, (float) factor);
        Arrays.fill(numbers, from + seen, from + keys, 0);
      }
      exponentials.exp(numbers, some * keys);
      for (int i = 0; i < some; i++) {
        int from = i * keys;
        int seen = keys - queries + query + i + 1;
        scale(numbers, from, seen, 1 / sum(numbers, from, seen));
        Arrays.fill(numbers, from + seen, from + keys, 0);
      }
      table.buffer().put(place, numbers, 0, some * keys);
    }
  }

  /**
   * Each column ← softmax(column) over the first keys, 0 for the others.
   *
   * @param at where the table begins
   * @param seen how many keys all queries see
   */
  public void softmaxOfFirst(Slice table, int at, int keys, int queries, int seen) {
    int count = keys * queries;
    ensure(count);
    table.buffer().get(at, numbers, 0, count);
    for (int from = 0; from < count; from += keys) {
      relate(numbers, from, seen, 1);
    }
    exponentials.exp(numbers, count);
    for (int from = 0; from < count; from += keys) {
      scale(numbers, from, seen, 1 / sum(numbers, from, seen));
      Arrays.fill(numbers, from + seen, from + keys, 0);
    }
    table.buffer().put(at, numbers, 0, count);
  }

  /** x ← factor·x − its largest. */
  private static void relate(float[] x, int from, int count, float factor) {
    float largest = x[from];
    for (int i = from; i < from + count; i++) {
      largest = Math.max(largest, x[i]);
    }
    for (int i = from; i < from + count; i++) {
      x[i] = factor * (x[i] - largest);
    }
  }

  private static void scale(float[] x, int from, int count, float factor) {
    for (int i = from; i < from + count; i++) {
      x[i] *= factor;
    }
  }

  /** Four sums side by side, because each addition has to wait for the one before it. */
  private static float sum(float[] x, int from, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = from;
    for (; i <= from + count - 4; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < from + count; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static float sumOfProducts(float[] x, float[] y, int from, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = from;
    for (; i <= from + count - 4; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < from + count; i++) {
      s0 += x[i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /**
   * The slope of {@link #softmax}: δ ← factor·p ⊙ (δ − Σ p·δ).
   *
   * @param table p
   * @param at where it begins
   * @param slopes δ, from the beginning of the slice on
   */
  public void softmaxBackward(
      Slice table, int at, Slice slopes, int keys, int queries, double factor) {
    int atOnce = Math.max(1, HeapChunks.SIZE / keys);
    ensure(Math.max(HeapChunks.SIZE, keys));
    for (int query = 0; query < queries; query += atOnce) {
      int some = Math.min(atOnce, queries - query);
      table.buffer().get(at + query * keys, numbers, 0, some * keys);
      slopes.buffer().get(query * keys, others, 0, some * keys);
      for (int i = 0; i < some; i++) {
        int from = i * keys;
        float mean = sumOfProducts(numbers, others, from, keys);
        project(numbers, others, from, keys, mean, (float) factor);
      }
      slopes.buffer().put(query * keys, others, 0, some * keys);
    }
  }

  private static void project(
      float[] p, float[] slope, int from, int count, float mean, float factor) {
    for (int i = from; i < from + count; i++) {
      slope[i] = factor * p[i] * (slope[i] - mean);
    }
  }

  /** z ← x ⊙ y. */
  public void product(Slice x, int atX, Slice y, int atY, Slice z, int atZ, int count) {
    for (int from = 0; from < count; from += HeapChunks.SIZE) {
      int some = Math.min(HeapChunks.SIZE, count - from);
      x.buffer().get(atX + from, numbers, 0, some);
      y.buffer().get(atY + from, others, 0, some);
      for (int i = 0; i < some; i++) {
        numbers[i] *= others[i];
      }
      z.buffer().put(atZ + from, numbers, 0, some);
    }
  }

  /**
   * Turns numbers i and i + d/2 of each head of a row, a point of the plane, by an angle.
   *
   * @param at where the row begins
   * @param heads how many follow each other
   * @param cosines {@code [d/2]}
   * @param sines {@code [d/2]}
   * @param back whether it is turned back
   */
  public void turn(Slice rows, int at, int heads, float[] cosines, float[] sines, boolean back) {
    int half = cosines.length;
    int count = 2 * half * heads;
    ensure(count);
    rows.buffer().get(at, numbers, 0, count);
    for (int from = 0; from < count; from += 2 * half) {
      for (int i = 0; i < half; i++) {
        float sine = back ? -sines[i] : sines[i];
        float x = numbers[from + i];
        float y = numbers[from + half + i];
        numbers[from + i] = x * cosines[i] - y * sine;
        numbers[from + half + i] = x * sine + y * cosines[i];
      }
    }
    rows.buffer().put(at, numbers, 0, count);
  }

  private void ensure(int count) {
    if (numbers.length < count) {
      numbers = new float[count];
      others = new float[count];
    }
  }
}
