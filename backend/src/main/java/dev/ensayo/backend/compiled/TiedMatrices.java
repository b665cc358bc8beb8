package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Slice;

/**
 * Matrices in a network's flat array that are one: the gradient of the second is added to that of
 * the first, transposed, and the second is the first, transposed, after each step.
 *
 * @param ties none of which names a matrix twice
 */
public record TiedMatrices(ImmutableList<Tie> ties) {
  public static final TiedMatrices NONE = new TiedMatrices(ImmutableList.of());

  /**
   * Two matrices, each column by column.
   *
   * @param from where the first begins, {@code [inputs, outputs]}
   * @param to where the second begins, {@code [outputs, inputs]}
   */
  public record Tie(int from, int to, int inputs, int outputs) {}

  /** Makes the gradient that of the one matrix; that of the second is then 0. */
  void gather(Slice gradient) {
    for (int t = 0; t < ties.size(); t++) {
      Tie tie = ties.get(t);
      for (int o = 0; o < tie.outputs; o++) {
        int first = tie.from + o * tie.inputs;
        for (int i = 0; i < tie.inputs; i++) {
          int second = tie.to + i * tie.outputs + o;
          gradient.put(first + i, gradient.get(first + i) + gradient.get(second));
          gradient.put(second, 0);
        }
      }
    }
  }

  /** Makes the second matrix what the first one is. */
  void spread(Slice parameters) {
    for (int t = 0; t < ties.size(); t++) {
      Tie tie = ties.get(t);
      for (int o = 0; o < tie.outputs; o++) {
        int first = tie.from + o * tie.inputs;
        for (int i = 0; i < tie.inputs; i++) {
          parameters.put(tie.to + i * tie.outputs + o, parameters.get(first + i));
        }
      }
    }
  }
}
