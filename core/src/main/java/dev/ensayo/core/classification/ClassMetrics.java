package dev.ensayo.core.classification;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values of what is measured of predicted classes, without the label of a part. */
public final class ClassMetrics {
  /** Mean of −ln of the probability of the right class. */
  public static final String LOSS = "loss";

  /** Share of examples whose likeliest class is right. */
  public static final String ACCURACY = "accuracy";

  /** Share whose right class is among the k likeliest. */
  public static final String TOP_K_ACCURACY = "top_k_accuracy";

  private static final String MACRO_PRECISION = "macro_precision";
  private static final String MACRO_RECALL = "macro_recall";
  private static final String MACRO_F1 = "macro_f1";
  private static final String CALIBRATION_ERROR = "calibration_error";

  private ClassMetrics() {}

  /** All names. */
  public static ImmutableList<String> names() {
    return ImmutableList.of(
        LOSS, ACCURACY, TOP_K_ACCURACY, MACRO_PRECISION, MACRO_RECALL, MACRO_F1, CALIBRATION_ERROR);
  }

  /**
   * Values by name.
   *
   * @param topK k of {@link #TOP_K_ACCURACY}, which is there where k &gt; 1 and there are more than
   *     k classes
   * @param bins of the calibration error
   */
  public static Map<String, Double> of(ClassPredictions predictions, int topK, int bins) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(LOSS, predictions.loss());
    values.put(ACCURACY, predictions.accuracy());
    if (predictions.classes() > topK && topK > 1) {
      values.put(TOP_K_ACCURACY, predictions.topKAccuracy(topK));
    }
    ClassScores byClass = new ClassScores(predictions.confusion());
    values.put(MACRO_PRECISION, byClass.macroPrecision());
    values.put(MACRO_RECALL, byClass.macroRecall());
    values.put(MACRO_F1, byClass.macroF1());
    values.put(CALIBRATION_ERROR, new Calibration(predictions, bins).expectedError());
    return values;
  }
}
