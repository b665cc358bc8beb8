package dev.ensayo.core.classification;

/**
 * How well the probability of the predicted class says how often it is right: bins of equal width
 * (Guo et al., "On calibration of modern neural networks", 2017, section 2; a bin holds its upper
 * end and not its lower).
 */
public final class Calibration {
  private final int[] counts;
  private final double[] confidences;
  private final double[] accuracies;
  private final int size;

  public Calibration(ClassPredictions predictions, int bins) {
    this.counts = new int[bins];
    this.confidences = new double[bins];
    this.accuracies = new double[bins];
    this.size = predictions.size();
    for (int i = 0; i < size; i++) {
      int label = predictions.predicted(i);
      double confidence = predictions.probability(i, label);
      int bin = Math.min(bins - 1, Math.max(0, (int) Math.ceil(confidence * bins) - 1));
      counts[bin]++;
      confidences[bin] += confidence;
      accuracies[bin] += label == predictions.labels()[i] ? 1 : 0;
    }
    for (int b = 0; b < bins; b++) {
      confidences[b] /= counts[b];
      accuracies[b] /= counts[b];
    }
  }

  public int bins() {
    return counts.length;
  }

  /** Predictions in a bin. */
  public int count(int bin) {
    return counts[bin];
  }

  /** Mean probability of the predicted class in a bin; NaN for an empty one. */
  public double confidence(int bin) {
    return confidences[bin];
  }

  /** Share of right predictions in a bin; NaN for an empty one. */
  public double accuracy(int bin) {
    return accuracies[bin];
  }

  /** Expected calibration error, in [0, 1] (equation 3). */
  public double expectedError() {
    double sum = 0;
    for (int b = 0; b < bins(); b++) {
      if (counts[b] > 0) {
        sum += (double) counts[b] / size * Math.abs(accuracies[b] - confidences[b]);
      }
    }
    return sum;
  }
}
