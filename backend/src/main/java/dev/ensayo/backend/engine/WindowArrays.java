package dev.ensayo.backend.engine;

import dev.ensayo.backend.model.SequenceWindow;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Some successive steps of a window as Deeplearning4j takes them, {@code [B, F, T]} instead of time
 * step after time step.
 */
public final class WindowArrays {
  private final SequenceWindow window;
  private final int sequences;
  private final int from;
  private final int steps;

  /**
   * @param sequences B
   * @param from the first step
   * @param to the step after the last
   */
  WindowArrays(SequenceWindow window, int sequences, int from, int to) {
    this.window = window;
    this.sequences = sequences;
    this.from = from;
    this.steps = to - from;
  }

  /** Where row t·B + b of these steps stands in the window's arrays. */
  private int position(int row) {
    return from * sequences + row;
  }

  private int rows() {
    return steps * sequences;
  }

  /** How many targets there are: one for each step, or one for each sequence. */
  int targets(boolean onePerSequence) {
    return onePerSequence ? sequences : rows();
  }

  /** Whether there is something at row t·B + b. */
  boolean isThere(int row) {
    return window.mask() == null || window.mask()[position(row)] != 0;
  }

  /** Whether there is something at every step of every sequence. */
  boolean isWhole() {
    for (int row = 0; row < rows(); row++) {
      if (!isThere(row)) {
        return false;
      }
    }
    return true;
  }

  /** {@code [B, T]}. */
  INDArray mask() {
    float[] values = new float[rows()];
    for (int row = 0; row < rows(); row++) {
      values[at(row, 0, 1)] = isThere(row) ? 1 : 0;
    }
    return Nd4j.createFromArray(values).reshape(sequences, steps);
  }

  /** Tokens {@code [B, 1, T]}. */
  INDArray ids() {
    float[] values = new float[rows()];
    for (int row = 0; row < rows(); row++) {
      values[at(row, 0, 1)] = window.tokens()[position(row)];
    }
    return Nd4j.createFromArray(values).reshape(sequences, 1, steps);
  }

  /** Vectors, or one-hot rows of tokens, {@code [B, F, T]}. */
  INDArray inputs(int size) {
    return window.tokens() == null
        ? vectors(window.vectors(), size)
        : oneHot(window.tokens(), size);
  }

  /** Targets {@code [B, O, T]}, or {@code [B, O]} for the last step. */
  INDArray labels(int size, boolean onePerSequence) {
    if (onePerSequence) {
      return lastLabels(size);
    }
    return window.classes() == null
        ? vectors(window.numbers(), size)
        : oneHot(window.classes(), size);
  }

  /** Slopes of the outputs of these steps, {@code [B, O, T]}, or {@code [B, O]} of the last. */
  INDArray slopes(float[] rows, int size, boolean onePerSequence) {
    return onePerSequence
        ? Nd4j.createFromArray(Arrays.copyOf(rows, sequences * size)).reshape(sequences, size)
        : vectors(rows, size);
  }

  /** Makes zeros of the slopes where there is nothing at a step. */
  void clearMissing(float[] rows, int size, boolean onePerSequence) {
    for (int row = 0; row < rows() && !onePerSequence; row++) {
      if (!isThere(row)) {
        Arrays.fill(rows, position(row) * size, (position(row) + 1) * size, 0);
      }
    }
  }

  private INDArray lastLabels(int size) {
    float[] values = new float[sequences * size];
    for (int b = 0; b < sequences; b++) {
      if (window.classes() == null) {
        System.arraycopy(window.numbers(), b * size, values, b * size, size);
      } else {
        values[b * size + window.classes()[b]] = 1;
      }
    }
    return Nd4j.createFromArray(values).reshape(sequences, size);
  }

  /**
   * How much each target counts, mask included: {@code [T·B]}, or {@code [B]} for the last step;
   * null for ones.
   */
  float[] targetWeights(boolean onePerSequence) {
    float[] given = window.weights();
    if (given == null && (onePerSequence || isWhole())) {
      return null;
    }
    float[] weights = new float[targets(onePerSequence)];
    for (int i = 0; i < weights.length; i++) {
      if (onePerSequence) {
        weights[i] = given[i];
      } else if (isThere(i)) {
        weights[i] = given == null ? 1 : given[position(i)];
      }
    }
    return weights;
  }

  private INDArray oneHot(int[] ids, int size) {
    float[] values = new float[rows() * size];
    for (int row = 0; row < rows(); row++) {
      values[at(row, ids[position(row)], size)] = 1;
    }
    return Nd4j.createFromArray(values).reshape(sequences, size, steps);
  }

  private INDArray vectors(float[] rows, int size) {
    float[] values = new float[rows() * size];
    for (int row = 0; row < rows(); row++) {
      for (int f = 0; f < size; f++) {
        values[at(row, f, size)] = rows[position(row) * size + f];
      }
    }
    return Nd4j.createFromArray(values).reshape(sequences, size, steps);
  }

  /** Where number f of row t·B + b lies in {@code [B, F, T]}. */
  private int at(int row, int f, int size) {
    return (row % sequences * size + f) * steps + row / sequences;
  }
}
