package dev.ensayo.embeddings.word2vec.rows;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/**
 * The two matrices, each one flat array, row by row: {@code [V, D]} both, and with subwords more
 * rows in the input matrix.
 */
public final class Embeddings implements Stateful {
  private final int d;
  private final float[] input;
  private final float[] output;

  /**
   * Input vectors uniform in {@code (−1/2D, 1/2D)}, output vectors 0, as in word2vec.c.
   *
   * @param inputs rows of the input matrix, V or more; times D at most 2³¹ − 1
   * @param outputs rows of the output matrix, V
   */
  public Embeddings(int inputs, int outputs, int d, RandomStream random) {
    this.d = d;
    this.input = new float[Math.multiplyExact(inputs, d)];
    this.output = new float[Math.multiplyExact(outputs, d)];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) ((random.nextDouble() - 0.5) / d);
    }
  }

  public int dimension() {
    return d;
  }

  /** What a word predicts with, {@code [V, D]} or with more rows; shared. */
  public float[] input() {
    return input;
  }

  /** What a word is predicted by, {@code [V, D]}; shared. */
  public float[] output() {
    return output;
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
