package dev.ensayo.core.classification;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The predicted probabilities of N examples beside what is right. All scores are in [0, 1] but the
 * loss.
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClassPredictions(int classes, float[] probabilities, int[] labels, int[] groups) {
  /** The least probability that the loss counts with: a float softmax underflows to zero. */
  private static final double LEAST_PROBABILITY = 1e-10;

  /**
   * @param classes K, at least 2
   * @param probabilities {@code [N, K]}
   * @param labels the right class of each, in [0, K)
   * @param groups the subpopulation of each; −1 for none
   */
  public ClassPredictions {
    checkArgument(
        probabilities.length == labels.length * classes && groups.length == labels.length,
        "%s probabilities and %s groups for %s examples of %s classes",
        probabilities.length,
        groups.length,
        labels.length,
        classes);
  }

  /** Of examples without subpopulations. */
  public ClassPredictions(int classes, float[] probabilities, int[] labels) {
    this(classes, probabilities, labels, none(labels.length));
  }

  private static int[] none(int size) {
    int[] groups = new int[size];
    Arrays.fill(groups, -1);
    return groups;
  }

  /** N. */
  public int size() {
    return labels.length;
  }

  /** The probability of a class. */
  public double probability(int example, int label) {
    return probabilities[example * classes + label];
  }

  /** The likeliest class; the first of equals. */
  public int predicted(int example) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (probability(example, k) > probability(example, best)) {
        best = k;
      }
    }
    return best;
  }

  /** −ln of the probability of the right class of one example. */
  public double loss(int example) {
    return -Math.log(Math.max(probability(example, labels[example]), LEAST_PROBABILITY));
  }

  /** Mean of −ln of the probability of the right class. */
  public double loss() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += loss(i);
    }
    return sum / size();
  }

  /** Share of examples whose likeliest class is right. */
  public double accuracy() {
    int right = 0;
    for (int i = 0; i < size(); i++) {
      right += predicted(i) == labels[i] ? 1 : 0;
    }
    return (double) right / size();
  }

  /** Share of examples whose right class is among the k likeliest; the first of equals count. */
  public double topKAccuracy(int k) {
    int among = 0;
    for (int i = 0; i < size(); i++) {
      int before = 0;
      double right = probability(i, labels[i]);
      for (int c = 0; c < classes; c++) {
        double other = probability(i, c);
        before += other > right || (other == right && c < labels[i]) ? 1 : 0;
      }
      among += before < k ? 1 : 0;
    }
    return (double) among / size();
  }

  /**
   * How often an example of the row's class was predicted to be of the column's, {@code [K][K]}.
   */
  public long[][] confusion() {
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < size(); i++) {
      counts[labels[i]][predicted(i)]++;
    }
    return counts;
  }

  /** Share of examples of each subpopulation that are right; NaN for one without examples. */
  public double[] groupAccuracies(int groupCount) {
    double[] right = new double[groupCount];
    int[] all = new int[groupCount];
    for (int i = 0; i < size(); i++) {
      if (groups[i] >= 0) {
        all[groups[i]]++;
        right[groups[i]] += predicted(i) == labels[i] ? 1 : 0;
      }
    }
    for (int g = 0; g < groupCount; g++) {
      right[g] = all[g] == 0 ? Double.NaN : right[g] / all[g];
    }
    return right;
  }
}
