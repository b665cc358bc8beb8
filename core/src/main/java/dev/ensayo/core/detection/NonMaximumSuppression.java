package dev.ensayo.core.detection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Greedy non-maximum suppression: of boxes of one class that lie over each other only the surest is
 * kept (Felzenszwalb et al., "Object detection with discriminatively trained part-based models",
 * 2010, section 3.3, with intersection over union).
 */
public final class NonMaximumSuppression {
  private final double threshold;

  /**
   * @param threshold intersection over union in [0, 1]; a box is left out if it has more of it with
   *     a surer one that was kept; 1 keeps all
   */
  public NonMaximumSuppression(double threshold) {
    checkArgument(threshold >= 0 && threshold <= 1, "a threshold of %s", threshold);
    this.threshold = threshold;
  }

  /**
   * What is kept of the detections of one scene.
   *
   * @return the surest first; of equally sure ones that which came first
   */
  public ImmutableList<Detection> keep(List<Detection> found) {
    List<Detection> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection candidate : sorted) {
      if (kept.stream().noneMatch(surer -> suppresses(surer, candidate))) {
        kept.add(candidate);
      }
    }
    return ImmutableList.copyOf(kept);
  }

  private boolean suppresses(Detection surer, Detection other) {
    return surer.label() == other.label()
        && surer.box().intersectionOverUnion(other.box()) > threshold;
  }
}
