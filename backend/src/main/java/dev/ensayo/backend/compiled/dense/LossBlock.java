package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.node.Value;
import java.util.Arrays;

/**
 * Where forward turns into backward: the loss of the batch and the gradient of the output. Where
 * that is an image, the loss of an example is the sum over its pixels.
 */
public final class LossBlock {
  private final Value output;
  private final LossFunction loss;
  private final boolean mean;
  private final int columns;
  private final int pixels;
  private final int groupSize;
  private final GroupsOfOutputs manyAtOnce;
  private final double[] row;
  private final double[] target;
  private final double[] weight;
  private final double[] slope;
  private final double[] exampleLosses;

  /**
   * @param largestBatch the most rows that will be given
   * @param mean whether the gradient is that of the mean over the batch; else of the sum
   */
  public LossBlock(Value output, LossFunction loss, int largestBatch, boolean mean) {
    this.output = output;
    this.loss = loss;
    this.mean = mean;
    this.columns = output.shape().size();
    this.pixels = output.shape().isImage() ? output.shape().height() * output.shape().width() : 1;
    this.groupSize = loss.groupSize(columns / pixels);
    this.manyAtOnce =
        loss.vectorized(pixels)
            .map(vectorized -> new GroupsOfOutputs(output, vectorized, groupSize, pixels))
            .orElse(null);
    this.row = new double[groupSize];
    this.target = new double[groupSize];
    this.weight = new double[groupSize];
    this.slope = new double[groupSize];
    this.exampleLosses = new double[largestBatch];
  }

  /**
   * The mean loss of the batch; writes the gradient of the output.
   *
   * @param targets {@code [rows, O]}
   * @param weights {@code [rows, O]}, or null for all ones
   */
  public double compute(int rows, float[] targets, float[] weights) {
    double scale = mean ? 1.0 / rows : 1;
    double sum = 0;
    Arrays.fill(weight, 1);
    for (int example = 0; example < rows; example++) {
      double own =
          manyAtOnce == null
              ? example(example * columns, targets, weights, scale)
              : manyAtOnce.loss(example, targets, weights, scale);
      exampleLosses[example] = own;
      sum += own;
    }
    return sum / rows;
  }

  /** The loss of the example whose outputs begin there. */
  private double example(int start, float[] targets, float[] weights, double scale) {
    double sum = 0;
    for (int next = start; next < start + columns; next += groupSize * pixels) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        sum += group(next + pixel, targets, weights, scale);
      }
    }
    return sum;
  }

  /** The loss of the outputs from {@code start} on that belong together. */
  private double group(int start, float[] targets, float[] weights, double scale) {
    Slice outputs = output.data().slice();
    Slice gradient = output.gradient().slice();
    if (weights != null && loss.passesOver() && isZero(weights, start)) {
      for (int i = 0; i < groupSize; i++) {
        gradient.put(start + i * pixels, 0);
      }
      return 0;
    }
    for (int i = 0; i < groupSize; i++) {
      int at = start + i * pixels;
      row[i] = outputs.get(at);
      target[i] = targets[at];
      if (weights != null) {
        weight[i] = weights[at];
      }
    }
    double own = loss.row(row, target, weight, slope, groupSize);
    for (int i = 0; i < groupSize; i++) {
      gradient.put(start + i * pixels, scale * slope[i]);
    }
    return own;
  }

  private boolean isZero(float[] weights, int start) {
    for (int i = 0; i < groupSize; i++) {
      if (weights[start + i * pixels] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The losses of the batch that was computed last.
   *
   * @param losses receives {@code [rows]}
   */
  public void exampleLosses(float[] losses, int rows) {
    for (int example = 0; example < rows; example++) {
      losses[example] = (float) exampleLosses[example];
    }
  }
}
