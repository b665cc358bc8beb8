package dev.ensayo.serving.model;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.asked.ExampleModel;
import dev.ensayo.core.random.SeedSequence;
import java.util.random.RandomGenerator;

/**
 * How many rows a model computes at a time so that where a row stands makes no difference.
 *
 * <p>Kernels of BLAS sum in another order in the last rows of a matrix whose height is no multiple
 * of their tiles, and which tiles they have depends on the processor. So it is tried out: the same
 * row at all places must give the same bits at all of them.
 */
final class RowsAtATime {
  /** The most rows that are tried. */
  static final int MOST = 16;

  private static final ImmutableIntArray CANDIDATES = ImmutableIntArray.of(MOST, 8, 4, 2);
  private static final int ROWS_TRIED = 12;

  private RowsAtATime() {}

  /** The largest of the numbers tried that passes; 1 if none does. */
  static int of(ExampleModel model) {
    return CANDIDATES.stream().filter(rows -> isSameEverywhere(model, rows)).findFirst().orElse(1);
  }

  private static boolean isSameEverywhere(ExampleModel model, int rows) {
    int width = model.inputSize();
    RandomGenerator random = new SeedSequence(1).stream("rows at a time");
    float[] inputs = new float[rows * width];
    for (int tried = 0; tried < ROWS_TRIED; tried++) {
      for (int i = 0; i < width; i++) {
        inputs[i] = random.nextFloat() * 2 - 1;
      }
      for (int row = 1; row < rows; row++) {
        System.arraycopy(inputs, 0, inputs, row * width, width);
      }
      if (!isSame(model, inputs, rows)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(ExampleModel model, float[] inputs, int rows) {
    int classes = model.classes().size();
    if (classes == 0) {
      double[] numbers = model.numbers(inputs, rows);
      for (int row = 1; row < rows; row++) {
        if (Double.compare(numbers[row], numbers[0]) != 0) {
          return false;
        }
      }
      return true;
    }
    float[] probabilities = model.probabilities(inputs, rows);
    for (int i = classes; i < rows * classes; i++) {
      if (Float.compare(probabilities[i], probabilities[i % classes]) != 0) {
        return false;
      }
    }
    return true;
  }
}
