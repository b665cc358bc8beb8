package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.supervised.scores.Calibration;
import dev.ensayo.supervised.scores.ClassPredictions;
import dev.ensayo.supervised.scores.ClassScores;
import dev.ensayo.supervised.scores.NumberPredictions;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names and values of the metrics. */
public final class SupervisedMetrics {
  static final String LOSS = "loss";
  static final String ACCURACY = "accuracy";
  static final String R2 = "r2";

  private static final List<String> OF_TRAINING =
      List.of("train/loss", "train/accuracy", "train/grad_norm");

  private static final List<String> OF_A_PART =
      List.of(
          LOSS,
          ACCURACY,
          "top_k_accuracy",
          "macro_precision",
          "macro_recall",
          "macro_f1",
          "calibration_error",
          "worst_group_accuracy",
          "mse",
          "mae",
          R2);

  private SupervisedMetrics() {}

  /** All that any supervised learner may record. */
  public static Set<String> names() {
    ImmutableSet.Builder<String> names =
        ImmutableSet.<String>builder().addAll(OF_TRAINING).add(KeptPoint.METRIC);
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      OF_A_PART.forEach(name -> names.add(part.label() + "/" + name));
    }
    return names.build();
  }

  /** Scores by name, without the part's label. */
  static Map<String, Double> of(
      ClassPredictions predictions, ExamplesSpec spec, ShownScores config) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(LOSS, predictions.loss());
    scores.put(ACCURACY, predictions.accuracy());
    if (predictions.classes() > config.topK() && config.topK() > 1) {
      scores.put("top_k_accuracy", predictions.topKAccuracy(config.topK()));
    }
    ClassScores byClass = new ClassScores(predictions.confusion());
    scores.put("macro_precision", byClass.macroPrecision());
    scores.put("macro_recall", byClass.macroRecall());
    scores.put("macro_f1", byClass.macroF1());
    scores.put(
        "calibration_error",
        new Calibration(predictions, config.calibrationBins()).expectedError());
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
