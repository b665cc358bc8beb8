package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;
import java.util.Arrays;

/** A {@link LossFunction} of rows {@code [O]} with targets of that length. */
public final class VectorLoss implements SequenceLoss {
  private final Value output;
  private final LossFunction loss;
  private final int columns;
  private final double[] row;
  private final double[] target;
  private final double[] ones;
  private final double[] slope;
  private double sum;
  private double weight;

  public VectorLoss(Value output, LossFunction loss) {
    this.output = output;
    this.loss = loss;
    this.columns = output.shape().size();
    this.row = new double[columns];
    this.target = new double[columns];
    this.ones = new double[columns];
    this.slope = new double[columns];
    Arrays.fill(ones, 1);
  }

  @Override
  public void measure(Pass pass, float[] losses) {
    sum = 0;
    weight = 0;
    for (int i = 0; i < pass.rows(); i++) {
      double own = 0;
      float w = pass.weight(i);
      if (w != 0 || (losses != null && pass.isThere(i))) {
        own = lossOf(i, pass.window().numbers());
        sum += w * own;
        weight += w;
      }
      if (losses != null) {
        losses[i] = (float) own;
      }
    }
  }

  @Override
  public double sum() {
    return sum;
  }

  @Override
  public double weight() {
    return weight;
  }

  @Override
  public void slope(Pass pass) {
    Slice gradient = output.gradient().slice();
    double unit = pass.learningUnit();
    for (int i = 0; i < pass.rows(); i++) {
      double w = i < pass.firstLearnedRow() ? 0 : unit * pass.weight(i);
      if (w == 0) {
        Arrays.fill(slope, 0);
      } else {
        lossOf(i, pass.window().numbers());
      }
      for (int j = 0; j < columns; j++) {
        gradient.put(i * columns + j, w * slope[j]);
      }
    }
  }

  /** The loss of a row; leaves its slope in {@link #slope}. */
  private double lossOf(int index, float[] targets) {
    Slice outputs = output.data().slice();
    for (int j = 0; j < columns; j++) {
      row[j] = outputs.get(index * columns + j);
      target[j] = targets[index * columns + j];
    }
    return loss.row(row, target, ones, slope, columns);
  }
}
