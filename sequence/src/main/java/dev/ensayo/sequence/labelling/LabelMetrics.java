package dev.ensayo.sequence.labelling;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.classification.ClassMetrics;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.metrics.KeptPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and values of the metrics of runs on labelled texts. */
final class LabelMetrics {
  /** What runs are judged by. */
  static final Goal GOAL =
      new Goal(Split.TEST.label() + "/" + ClassMetrics.ACCURACY, Better.HIGHER);

  /** Accuracy over the tokens that the training part has, and over the others. */
  private static final List<String> GROUPS = List.of("accuracy_known", "accuracy_unknown");

  private LabelMetrics() {}

  /** All that may be recorded. */
  static ImmutableSet<String> names() {
    ImmutableSet.Builder<String> names =
        ImmutableSet.<String>builder()
            .add("train/loss", "train/grad_norm", "model/parameters", KeptPoint.METRIC);
    for (Split part : Split.values()) {
      ClassMetrics.names().forEach(name -> names.add(part.label() + "/" + name));
      GROUPS.forEach(name -> names.add(part.label() + "/" + name));
      for (KnownAccuracy known : KnownAccuracy.values()) {
        names.add(part.label() + "/" + known.metric());
      }
    }
    return names.build();
  }

  /**
   * Values by name. The loss of the training part is not among them: {@code train/loss} is that of
   * the updates.
   */
  static Map<String, Double> of(Split part, ClassPredictions predictions, int calibrationBins) {
    Map<String, Double> values = new LinkedHashMap<>();
    of(predictions, calibrationBins)
        .forEach((name, value) -> values.put(part.label() + "/" + name, value));
    if (part == Split.TRAIN) {
      values.remove(part.label() + "/" + ClassMetrics.LOSS);
    }
    return values;
  }

  private static Map<String, Double> of(ClassPredictions predictions, int calibrationBins) {
    Map<String, Double> values = ClassMetrics.of(predictions, 1, calibrationBins);
    double[] groups = predictions.groupAccuracies(GROUPS.size());
    for (int g = 0; g < groups.length; g++) {
      if (!Double.isNaN(groups[g])) {
        values.put(GROUPS.get(g), groups[g]);
      }
    }
    return values;
  }
}
