package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a linear model of K classes gives for each input: the probability of class k is the softmax
 * of Σ x_f w_fk + b_k.
 *
 * @param weights w, {@code [F, K]}
 * @param biases b, {@code [K]}
 */
@SuppressWarnings("ArrayRecordComponent")
record LinearWeights(double[] weights, double[] biases) {
  int classes() {
    return biases.length;
  }

  /**
   * Probabilities.
   *
   * @param inputs {@code [F]} from {@code offset} on
   * @param into receives {@code [K]} from {@code at} on
   */
  void probabilities(float[] inputs, int offset, float[] into, int at) {
    double[] sums = biases.clone();
    for (int f = 0; f * classes() < weights.length; f++) {
      float x = inputs[offset + f];
      if (x != 0) {
        for (int k = 0; k < sums.length; k++) {
          sums[k] += x * weights[f * sums.length + k];
        }
      }
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      largest = Math.max(largest, sum);
    }
    double total = 0;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = Math.exp(sums[k] - largest);
      total += sums[k];
    }
    for (int k = 0; k < sums.length; k++) {
      into[at + k] = (float) (sums[k] / total);
    }
  }

  /**
   * A row for each class: the inputs whose weight lies farthest above the mean of the other
   * classes'.
   *
   * @param most inputs of each class
   */
  Exhibit telling(List<String> classes, List<String> features, int most) {
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < classes(); k++) {
      int label = k;
      ImmutableList<String> words =
          IntStream.range(0, features.size())
              .boxed()
              .sorted(Comparator.comparingDouble((Integer f) -> -advantage(f, label)))
              .limit(most)
              .map(f -> String.format(Locale.ROOT, "%s %.2f", features.get(f), advantage(f, label)))
              .collect(ImmutableList.toImmutableList());
      rows.add(List.of(classes.get(k), String.join(", ", words)));
    }
    return new Exhibit.Table(
        "telling",
        "What tells a class",
        "What speaks most for each class against the others: how far its weight lies above the"
            + " mean of theirs.",
        List.of("class", "most telling"),
        rows);
  }

  private double advantage(int feature, int label) {
    double sum = 0;
    for (int k = 0; k < classes(); k++) {
      sum += weights[feature * classes() + k];
    }
    double own = weights[feature * classes() + label];
    return own - (sum - own) / (classes() - 1);
  }
}
