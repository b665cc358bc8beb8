package dev.ensayo.embeddings.word2vec.targets;

import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import java.util.Arrays;

/** Targets with their rows of the output matrix as arrays. */
public final class TargetRows {
  private final RowAccess output;
  private final Targets targets;
  private final float[][] rows;

  /** Stands in rows that are not there; its factors are 0, so it stays as it is. */
  private final float[] zeros;

  /**
   * @param output rows of the output matrix; as many slots are used as there are targets at most
   * @param d numbers per row
   */
  public TargetRows(RowAccess output, Targets targets, int d) {
    this.output = output;
    this.targets = targets;
    this.rows = new float[RowArithmetic.padded(targets.most())][];
    this.zeros = new float[d];
  }

  /** Takes up a word to predict; nothing is drawn yet. */
  public void predict(int word) {
    targets.predict(word);
    read(0, targets.fixed());
  }

  /** Draws what belongs to one prediction alone, in place of what there was. */
  public void draw() {
    targets.draw();
    read(targets.fixed(), count());
    Arrays.fill(rows, count(), padded(), zeros);
  }

  private void read(int from, int to) {
    for (int t = from; t < to; t++) {
      rows[t] = output.read(targets.row(t), t);
    }
  }

  /** How many different targets there are. */
  public int count() {
    return targets.count();
  }

  /** How many there are at most, with the rows of zeros that follow. */
  public int most() {
    return rows.length;
  }

  /**
   * How many there are, with the rows of zeros that follow, which let the inner loops run whole.
   */
  public int padded() {
    return RowArithmetic.padded(count());
  }

  /** The rows of the first {@link #padded} targets. */
  public float[][] rows() {
    return rows;
  }

  /** {@link Targets#factors} of all rows; those of the rows of zeros are 0. */
  public void factors(float[] values, int offset, float rate, float weight) {
    targets.factors(values, offset, rate, weight);
    Arrays.fill(values, offset + count(), offset + padded(), 0);
  }

  /** Writes back the rows of what was drawn. */
  public void writeDrawn() {
    write(targets.fixed(), count());
  }

  /** Writes back the rows that stayed for all predictions of the word. */
  public void writeFixed() {
    write(0, targets.fixed());
  }

  private void write(int from, int to) {
    for (int t = from; t < to; t++) {
      output.write(targets.row(t), rows[t]);
    }
  }

  /** Writes back a row that was computed elsewhere. */
  public void write(int target, float[] values) {
    output.write(targets.row(target), values);
  }
}
