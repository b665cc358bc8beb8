package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.classification.ClassMetrics;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.supervised.scores.NumberPredictions;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names and values of the metrics. */
public final class SupervisedMetrics {
  static final String LOSS = ClassMetrics.LOSS;
  static final String ACCURACY = ClassMetrics.ACCURACY;
  static final String R2 = "r2";

  private static final List<String> OF_TRAINING =
      List.of("train/loss", "train/accuracy", "train/grad_norm");

  private static final List<String> OF_A_PART =
      ImmutableList.<String>builder()
          .addAll(ClassMetrics.names())
          .add("worst_group_accuracy", "mse", "mae", R2)
          .build();

  private SupervisedMetrics() {}

  /** All that any supervised learner may record. */
  public static Set<String> names() {
    ImmutableSet.Builder<String> names =
        ImmutableSet.<String>builder()
            .addAll(OF_TRAINING)
            .add(KeptPoint.METRIC)
            .addAll(LayerLog.METRICS);
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      OF_A_PART.forEach(name -> names.add(part.label() + "/" + name));
    }
    return names.build();
  }

  /** Scores by name, without the part's label. */
  static Map<String, Double> of(
      ClassPredictions predictions, ExamplesSpec spec, ShownScores config) {
    Map<String, Double> scores =
        ClassMetrics.of(predictions, config.topK(), config.calibrationBins());
    Arrays.stream(predictions.groupAccuracies(spec.groups().size()))
        .filter(accuracy -> !Double.isNaN(accuracy))
        .min()
        .ifPresent(worst -> scores.put("worst_group_accuracy", worst));
    return scores;
  }

  /**
   * Scores by name, without the part's label.
   *
   * @param scale that the loss is on; the other scores are in units of the right numbers
   */
  static Map<String, Double> of(NumberPredictions predictions, AnswerScale scale) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(LOSS, predictions.meanSquaredError() / (scale.unit() * scale.unit()));
    scores.put("mse", predictions.meanSquaredError());
    scores.put("mae", predictions.meanAbsoluteError());
    scores.put("r2", predictions.determination());
    return scores;
  }
}
