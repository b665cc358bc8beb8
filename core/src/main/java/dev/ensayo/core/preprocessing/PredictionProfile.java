package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model predicts: of classes, how often each is the likeliest and how probable the likeliest
 * is; of numbers, how they are distributed.
 */
public final class PredictionProfile {
  /** Name of the profile of classes and numbers. */
  public static final String PREDICTED = "predicted";

  /** Name of the profile of the probability of the likeliest class. */
  public static final String CONFIDENCE = "confidence";

  private PredictionProfile() {}

  /**
   * Of classes.
   *
   * @param names of the K classes
   * @param probabilities {@code [N, K]}
   */
  public static ImmutableList<ColumnProfile> ofClasses(List<String> names, float[] probabilities) {
    int classes = names.size();
    Map<String, Long> counts = new LinkedHashMap<>();
    names.forEach(name -> counts.put(name, 0L));
    double[] confidence = new double[probabilities.length / classes];
    for (int i = 0; i < confidence.length; i++) {
      int best = likeliest(probabilities, i * classes, classes);
      confidence[i] = probabilities[i * classes + best];
      counts.merge(names.get(best), 1L, Long::sum);
    }
    return ImmutableList.of(
        new ColumnProfile.Categories(PREDICTED, confidence.length, 0, counts),
        ColumnProfile.Numbers.of(CONFIDENCE, confidence));
  }

  /** Of numbers, in their own unit. */
  public static ImmutableList<ColumnProfile> ofNumbers(double[] predicted) {
    return ImmutableList.of(ColumnProfile.Numbers.of(PREDICTED, predicted));
  }

  /** The likeliest class; the first of equals. */
  public static int likeliest(float[] probabilities, int offset, int classes) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = probabilities[offset + k] > probabilities[offset + best] ? k : best;
    }
    return best;
  }
}
