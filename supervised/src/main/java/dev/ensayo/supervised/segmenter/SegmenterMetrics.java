package dev.ensayo.supervised.segmenter;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.KeptPoint;
import java.util.List;
import java.util.Set;

/** Names of what a segmenter records. */
final class SegmenterMetrics {
  static final String LOSS = "train/loss";
  static final String GRADIENT_NORM = "train/grad_norm";

  /** Of a part. */
  static final String PART_LOSS = "loss";

  static final String PIXEL_ACCURACY = "pixel_accuracy";
  static final String MEAN_ACCURACY = "mean_accuracy";
  static final String MEAN_IOU = "mean_iou";

  /** Pixel accuracy of who always says the most frequent class. */
  static final String MAJORITY = "majority_accuracy";

  private static final List<String> OF_A_PART =
      List.of(PART_LOSS, PIXEL_ACCURACY, MEAN_ACCURACY, MEAN_IOU, MAJORITY);

  private SegmenterMetrics() {}

  static Set<String> names() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    names.add(LOSS).add(GRADIENT_NORM).add(KeptPoint.METRIC);
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      OF_A_PART.forEach(name -> names.add(part.label() + "/" + name));
    }
    return names.build();
  }
}
