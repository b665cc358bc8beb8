package dev.ensayo.embeddings.word2vec.targets;

import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import java.util.Arrays;

/** Drawn targets with their rows of the output matrix as arrays. */
public final class TargetRows {
  private final RowAccess output;
  private final DrawnTargets drawn;
  private final float[][] rows;

  /** Stands in rows that are not there; its factors are 0, so it stays as it is. */
  private final float[] zeros;

  /**
   * @param output rows of the output matrix; slots 0 to {@code negative} are used
   * @param d numbers per row
   */
  public TargetRows(RowAccess output, DrawnTargets drawn, int d) {
    this.output = output;
    this.drawn = drawn;
    this.rows = new float[RowArithmetic.padded(drawn.most())][];
    this.zeros = new float[d];
  }

  /** Takes up a word to predict; no negative samples yet. */
  public void predict(int word) {
    drawn.predict(word);
    rows[0] = output.read(word, 0);
  }

  /** Draws negative samples, in place of those there were. */
  public void drawNegatives() {
    drawn.drawNegatives();
    for (int t = 1; t < count(); t++) {
      rows[t] = output.read(drawn.word(t), t);
    }
    Arrays.fill(rows, count(), padded(), zeros);
  }

  /** How many different targets there are. */
  public int count() {
    return drawn.count();
  }

  /** The same with the rows of zeros that follow, which let the inner loops run whole. */
  public int padded() {
    return RowArithmetic.padded(count());
  }

  /** The rows of the first {@link #padded} targets. */
  public float[][] rows() {
    return rows;
  }

  /** {@link DrawnTargets#factors} of all rows; those of the rows of zeros are 0. */
  public void factors(float[] values, int offset, float rate, float weight) {
    drawn.factors(values, offset, rate, weight);
    Arrays.fill(values, offset + count(), offset + padded(), 0);
  }

  /** Writes back the rows of the negative samples. */
  public void writeNegatives() {
    for (int t = 1; t < count(); t++) {
      output.write(drawn.word(t), rows[t]);
    }
  }

  /** Writes back the row of the predicted word. */
  public void writePredicted() {
    output.write(drawn.word(0), rows[0]);
  }

  /** Writes back a row that was computed elsewhere. */
  public void write(int target, float[] values) {
    output.write(drawn.word(target), values);
  }
}
