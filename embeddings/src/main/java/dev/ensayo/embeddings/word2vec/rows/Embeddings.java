package dev.ensayo.embeddings.word2vec.rows;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/** The two matrices {@code [V, D]}, each one flat array, row by row. */
public final class Embeddings implements Stateful {
  private final int d;
  private final float[] input;
  private final float[] output;

  /**
   * Input vectors uniform in {@code (−1/2D, 1/2D)}, output vectors 0, as in word2vec.c.
   *
   * @param v number of words; V·D is at most 2³¹ − 1
   */
  public Embeddings(int v, int d, RandomStream random) {
    this.d = d;
    this.input = new float[Math.multiplyExact(v, d)];
    this.output = new float[input.length];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) ((random.nextDouble() - 0.5) / d);
    }
  }

  public int dimension() {
    return d;
  }

  /** What a word predicts with, {@code [V, D]}; shared. */
  public float[] input() {
    return input;
  }

  /** What a word is predicted by, {@code [V, D]}; shared. */
  public float[] output() {
    return output;
  }

  /** Each word's mean of both vectors, {@code [V, D]}. */
  public float[] mean() {
    float[] mean = new float[input.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (input[i] + output[i]) / 2;
    }
    return mean;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("embeddings");
    out.writeFloats(input);
    out.writeFloats(output);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("embeddings");
    in.readFloats(input);
    in.readFloats(output);
  }
}
