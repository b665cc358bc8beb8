package dev.ensayo.supervised.segmenter;

/**
 * How many pixels of each class were said to be of which, over all pixels of a part (Everingham et
 * al., "The PASCAL visual object classes challenge", 2010, section 3.5; Long, Shelhamer and
 * Darrell, 2015, section 5, whose n_ij are the counts here). A class that is neither there nor said
 * anywhere enters no mean.
 */
final class PixelConfusion {
  private final int classes;
  private final long[] counts;

  /**
   * @param classes with the background, K + 1
   */
  PixelConfusion(int classes) {
    this.classes = classes;
    this.counts = new long[classes * classes];
  }

  void add(int right, int said) {
    counts[right * classes + said]++;
  }

  /** n_ij: pixels of class i that were said to be of class j. */
  long count(int right, int said) {
    return counts[right * classes + said];
  }

  /** t_i: pixels of a class. */
  long pixels(int of) {
    long sum = 0;
    for (int said = 0; said < classes; said++) {
      sum += count(of, said);
    }
    return sum;
  }

  private long said(int of) {
    long sum = 0;
    for (int right = 0; right < classes; right++) {
      sum += count(right, of);
    }
    return sum;
  }

  private long all() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Σ n_ii / Σ t_i. */
  double pixelAccuracy() {
    long right = 0;
    for (int i = 0; i < classes; i++) {
      right += count(i, i);
    }
    return (double) right / all();
  }

  /** n_ii / t_i; NaN for a class that is not there. */
  double accuracy(int of) {
    return (double) count(of, of) / pixels(of);
  }

  /**
   * Intersection over union: n_ii / (t_i + Σ_j n_ji − n_ii); NaN for a class that is neither there
   * nor said.
   */
  double intersectionOverUnion(int of) {
    return (double) count(of, of) / (pixels(of) + said(of) - count(of, of));
  }

  /** The mean of {@link #accuracy} over the classes that are there. */
  double meanAccuracy() {
    return mean(this::accuracy);
  }

  /** The mean of {@link #intersectionOverUnion} over the classes that are there or said. */
  double meanIntersectionOverUnion() {
    return mean(this::intersectionOverUnion);
  }

  /** The largest t_i, divided by all pixels. */
  double majority() {
    long most = 0;
    for (int i = 0; i < classes; i++) {
      most = Math.max(most, pixels(i));
    }
    return (double) most / all();
  }

  private interface OfClass {
    double of(int of);
  }

  private double mean(OfClass measure) {
    double sum = 0;
    int there = 0;
    for (int i = 0; i < classes; i++) {
      double own = measure.of(i);
      if (!Double.isNaN(own)) {
        sum += own;
        there++;
      }
    }
    return sum / there;
  }
}
