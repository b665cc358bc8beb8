package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;

/**
 * w ← w·min(‖w‖, c)/(‖w‖ + ε) for each vector w of a weight matrix after every step (Srivastava et
 * al., "Dropout", 2014, section 5.1), twice, as Deeplearning4j does it, which leaves all but the
 * factor of ε as once would.
 */
public final class MaxNorm {
  private final Slice weights;
  private final MaxNormConstraint constraint;
  private final int vectors;
  private final int length;
  private final int vectorStride;
  private final int run;
  private final int stride;

  /**
   * @param vectors how many there are
   * @param vectorStride from the start of one to that of the next
   * @param run numbers of one that follow each other
   * @param stride from such a run of one to its next
   */
  MaxNorm(
      ParameterTensor tensor,
      MaxNormConstraint constraint,
      int vectors,
      int vectorStride,
      int run,
      int stride) {
    this.weights = tensor.values();
    this.constraint = constraint;
    this.vectors = vectors;
    this.length = weights.length() / vectors;
    this.vectorStride = vectorStride;
    this.run = run;
    this.stride = stride;
  }

  void apply() {
    for (int i = 0; i < vectors; i++) {
      apply(i * vectorStride);
      apply(i * vectorStride);
    }
  }

  private void apply(int start) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double weight = weights.get(start + place(i));
      sum += weight * weight;
    }
    double norm = Math.sqrt(sum);
    double factor = Math.min(norm, constraint.getMaxNorm()) / (norm + constraint.getEpsilon());
    for (int i = 0; i < length; i++) {
      int at = start + place(i);
      weights.put(at, weights.get(at) * factor);
    }
  }

  /** Where the i-th number of a vector is, from its start. */
  private int place(int i) {
    return i / run * stride + i % run;
  }
}
