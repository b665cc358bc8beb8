package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/**
 * What a {@link Loss} is told beyond its name.
 *
 * @param labelSmoothing ε: a target distribution y becomes (1 − ε)·y + ε/O (Szegedy et al.,
 *     "Rethinking the inception architecture for computer vision", 2016, section 7)
 * @param outputWeights w of the O outputs, the weights of the classes under softmax cross-entropy:
 *     they multiply each term of the loss, whose mean over the batch is still a division by B;
 *     empty for ones
 * @param groupSize K of a loss over groups of outputs: output a·K + k is number k of group a; 0 for
 *     the other losses
 */
public record LossTerms(
    @Setting(
            value =
                "share of each target that goes evenly to all classes, for softmax-cross-entropy",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double labelSmoothing,
    @Setting(
            value = "weight of each output or class in the loss; [] for ones",
            defaultValue = "[]",
            min = 0)
        List<Double> outputWeights,
    @Setting(
            value = "outputs of a group, for losses over groups; 0 for the others",
            defaultValue = "0",
            min = 0,
            max = 1 << 20,
            unit = "outputs")
        int groupSize) {
  public LossTerms {
    Settings.check(LossTerms.class, labelSmoothing, outputWeights, groupSize);
    outputWeights = ImmutableList.copyOf(outputWeights);
  }

  /** Without groups. */
  public LossTerms(double labelSmoothing, List<Double> outputWeights) {
    this(labelSmoothing, outputWeights, 0);
  }

  /** Nothing. */
  public static LossTerms none() {
    return new LossTerms(0, ImmutableList.of());
  }

  /**
   * Groups of outputs alone.
   *
   * @param groupSize K, at least 1
   */
  public static LossTerms groups(int groupSize) {
    return new LossTerms(0, ImmutableList.of(), groupSize);
  }
}
