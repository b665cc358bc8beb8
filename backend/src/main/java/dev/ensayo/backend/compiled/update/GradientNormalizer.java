package dev.ensayo.backend.compiled.update;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;

/** Deeplearning4j's normalization or clipping of one layer's gradient. */
public final class GradientNormalizer {
  private static final double INSTEAD_OF_ZERO = 1e-5;

  private final GradientNormalization kind;
  private final double threshold;
  private final ImmutableList<Slice> parts;

  /**
   * @param whole the layer's gradient
   * @param tensors the gradients of its parameters
   */
  GradientNormalizer(
      GradientNormalization kind, double threshold, Slice whole, List<Slice> tensors) {
    this.kind = kind;
    this.threshold = threshold;
    boolean byTensor =
        kind == GradientNormalization.RenormalizeL2PerParamType
            || kind == GradientNormalization.ClipL2PerParamType;
    this.parts = byTensor ? ImmutableList.copyOf(tensors) : ImmutableList.of(whole);
  }

  void apply(Arithmetic arithmetic) {
    for (int i = 0; i < parts.size(); i++) {
      apply(arithmetic, parts.get(i));
    }
  }

  private void apply(Arithmetic arithmetic, Slice gradient) {
    if (kind == GradientNormalization.ClipElementWiseAbsoluteValue) {
      arithmetic.limit(gradient, threshold);
      return;
    }
    double norm = Math.sqrt(arithmetic.sumOfSquares(gradient));
    if (kind == GradientNormalization.ClipL2PerLayer
        || kind == GradientNormalization.ClipL2PerParamType) {
      if (norm > threshold) {
        arithmetic.scale(gradient, threshold / norm);
      }
    } else {
      arithmetic.scale(gradient, 1 / (norm == 0 ? INSTEAD_OF_ZERO : norm));
    }
  }
}
