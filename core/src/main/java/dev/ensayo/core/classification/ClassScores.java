package dev.ensayo.core.classification;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Precision, recall and F1 of each class, from the matrix of confusions. What would be 0/0 counts
 * as 0.
 *
 * <p>Means over the classes leave out those that no example has and none was predicted to have, as
 * scikit-learn's {@code precision_recall_fscore_support(average="macro")} does.
 */
public final class ClassScores {
  private final long[][] confusion;

  /**
   * @param confusion counts by right and predicted class, {@code [K][K]}
   */
  @SuppressWarnings("ArrayAsParameter")
  public ClassScores(long[][] confusion) {
    this.confusion = confusion;
  }

  /** Examples of the class. */
  public long examples(int label) {
    long sum = 0;
    for (long count : confusion[label]) {
      sum += count;
    }
    return sum;
  }

  /** Share of what was predicted to be of the class that is. */
  public double precision(int label) {
    long predicted = 0;
    for (long[] row : confusion) {
      predicted += row[label];
    }
    return ratio(confusion[label][label], predicted);
  }

  /** Share of the class that was predicted to be of it. */
  public double recall(int label) {
    return ratio(confusion[label][label], examples(label));
  }

  /** Harmonic mean of precision and recall. */
  public double f1(int label) {
    double precision = precision(label);
    double recall = recall(label);
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** Whether an example has the class, or was predicted to have it. */
  public boolean occurs(int label) {
    for (int other = 0; other < confusion.length; other++) {
      if (confusion[label][other] > 0 || confusion[other][label] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Mean over the classes that occur. */
  public double macroPrecision() {
    return mean(this::precision);
  }

  /** Mean over the classes that occur: where every one has examples, the balanced accuracy. */
  public double macroRecall() {
    return mean(this::recall);
  }

  /** Mean over the classes that occur. */
  public double macroF1() {
    return mean(this::f1);
  }

  private double mean(IntToDoubleFunction score) {
    return IntStream.range(0, confusion.length)
        .filter(this::occurs)
        .mapToDouble(score)
        .average()
        .orElse(0);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
