package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;
import java.util.Arrays;

/**
 * The mean, or the largest, of each number over the steps that there are: rows {@code [T·B, F]}
 * become {@code [B, F]}, and the blocks that follow see one row for each sequence. Deeplearning4j's
 * {@code GlobalPoolingLayer} over time. Of a sequence that begins anew within the window it is the
 * last part; one without any step has zeros.
 */
public final class StepPoolingBlock implements Block {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Value input;
  private final Value output;
  private final boolean largest;
  private final int width;
  private final float[] row;
  private final float[] pooled;
  private final int[] steps;

  /**
   * @param largest whether it is the largest; else the mean
   */
  public StepPoolingBlock(BlockContext context, boolean largest) {
    this.input = context.input();
    this.largest = largest;
    this.width = input.shape().size();
    this.row = new float[width];
    this.pooled = new float[width];
    this.steps = new int[largest ? Math.multiplyExact(context.largestSequences(), width) : 0];
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    for (int b = 0; b < pass.sequences(); b++) {
      int count = 0;
      Arrays.fill(pooled, 0);
      for (int t = pass.lastBeginning(b); t < pass.steps(); t++) {
        if (pass.mask(t, b) != 0) {
          input.data().slice().buffer().get(at(pass, t, b), row, 0, width);
          if (largest) {
            keepLargest(row, count == 0, pooled, steps, b * width, t);
          } else {
            add(row, 1, pooled);
          }
          count++;
        }
      }
      if (!largest && count > 0) {
        scale(pooled, 1f / count);
      }
      output.data().slice().buffer().put(b * width, pooled, 0, width);
    }
    pass.rowsAreSequences();
  }

  private int at(Pass pass, int step, int sequence) {
    return (step * pass.sequences() + sequence) * width;
  }

  private static void keepLargest(
      float[] row, boolean first, float[] largest, int[] steps, int at, int step) {
    for (int i = 0; i < row.length; i++) {
      if (first || row[i] > largest[i]) {
        largest[i] = row[i];
        steps[at + i] = step;
      }
    }
  }

  private static void add(float[] x, float factor, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += factor * x[i];
    }
  }

  private static void scale(float[] x, float factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  @Override
  public void backward(Pass pass) {
    pass.rowsAreSteps();
    if (!input.needsGradient()) {
      return;
    }
    arithmetic.clear(input.gradient().slice(), 0, pass.rows() * width);
    for (int b = 0; b < pass.sequences(); b++) {
      int count = steps(pass, b);
      if (count == 0) {
        continue;
      }
      output.gradient().slice().buffer().get(b * width, pooled, 0, width);
      if (!largest) {
        scale(pooled, 1f / count);
      }
      for (int t = pass.lastBeginning(b); t < pass.steps(); t++) {
        if (pass.mask(t, b) != 0) {
          if (largest) {
            ofLargest(pooled, steps, b * width, t, row);
            input.gradient().slice().buffer().put(at(pass, t, b), row, 0, width);
          } else {
            input.gradient().slice().buffer().put(at(pass, t, b), pooled, 0, width);
          }
        }
      }
    }
  }

  private static int steps(Pass pass, int sequence) {
    int count = 0;
    for (int t = pass.lastBeginning(sequence); t < pass.steps(); t++) {
      count += pass.mask(t, sequence) != 0 ? 1 : 0;
    }
    return count;
  }

  private static void ofLargest(float[] slope, int[] steps, int at, int step, float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = steps[at + i] == step ? slope[i] : 0;
    }
  }
}
