package dev.ensayo.supervised.detector;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.detection.DetectionScores;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.MetricMeans;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of what a run records, and the means of each update. */
final class DetectorMetrics {
  /** Mean average precision, thresholds of 0.50 to 0.95. */
  static final String MAP = "map";

  private static final String AP50 = "ap50";
  private static final String AP75 = "ap75";
  private static final String AR100 = "ar100";

  /** Share of the objects that have a box of the grid to themselves. */
  private static final String OWN_BOX = "own_box";

  private static final String LOSS = "train/loss";
  private static final String BOX_LOSS = "train/box_loss";
  private static final String OBJECT_LOSS = "train/object_loss";
  private static final String CLASS_LOSS = "train/class_loss";
  private static final String GRADIENT_NORM = "train/grad_norm";

  private final MetricMeans.Mean loss;
  private final MetricMeans.Mean boxLoss;
  private final MetricMeans.Mean objectLoss;
  private final MetricMeans.Mean classLoss;
  private final MetricMeans.Mean gradientNorm;

  DetectorMetrics(MetricMeans means) {
    loss = means.mean(LOSS);
    boxLoss = means.mean(BOX_LOSS);
    objectLoss = means.mean(OBJECT_LOSS);
    classLoss = means.mean(CLASS_LOSS);
    gradientNorm = means.mean(GRADIENT_NORM);
  }

  static Set<String> names() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    names.add(LOSS, BOX_LOSS, OBJECT_LOSS, CLASS_LOSS, GRADIENT_NORM);
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      for (String name : List.of(MAP, AP50, AP75, AR100, OWN_BOX)) {
        names.add(part.label() + "/" + name);
      }
    }
    return names.build();
  }

  /** After an update on so many scenes. */
  void record(double whole, DetectorLoss terms, double norm, int scenes) {
    loss.add(whole, scenes);
    boxLoss.add(terms.boxLoss(), scenes);
    objectLoss.add(terms.objectLoss(), scenes);
    classLoss.add(terms.classLoss(), scenes);
    gradientNorm.add(norm);
  }

  /** What a test of a part records, where there was something to find. */
  static Map<String, Double> of(Split part, FoundObjects found) {
    DetectionScores scores = found.scores();
    if (Double.isNaN(scores.meanAveragePrecision())) {
      return ImmutableMap.of();
    }
    String before = part.label() + "/";
    return ImmutableMap.of(
        before + MAP,
        scores.meanAveragePrecision(),
        before + AP50,
        scores.averagePrecision50(),
        before + AP75,
        scores.averagePrecision75(),
        before + AR100,
        scores.averageRecall(),
        before + OWN_BOX,
        found.ownBox());
  }
}
