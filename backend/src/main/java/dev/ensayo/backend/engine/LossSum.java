package dev.ensayo.backend.engine;

/** Σ w·l and Σ w of the targets of a window. */
final class LossSum {
  private double sum;
  private double weight;

  /**
   * Adds targets one by one.
   *
   * @param weights null for 1
   */
  void add(float[] losses, float[] weights) {
    for (int row = 0; row < losses.length; row++) {
      double w = weights == null ? 1 : weights[row];
      if (w != 0) {
        add(w * losses[row], w);
      }
    }
  }

  /** Adds a sum over targets, and that of their weights. */
  void add(double losses, double weights) {
    sum += losses;
    weight += weights;
  }

  double sum() {
    return sum;
  }

  /** Σ w·l / Σ w; 0 where none counts. */
  double mean() {
    return weight == 0 ? 0 : sum / weight;
  }

  static double total(float[] weights) {
    double total = 0;
    for (float w : weights) {
      total += w;
    }
    return total;
  }
}
