package dev.ensayo.supervised.nearest;

/** How far two rows of numbers are from each other. */
public enum Distance {
  /** √Σ (a − b)². */
  EUCLIDEAN,
  /** 1 − a·b / (|a| |b|), in [0, 2]; 1 where one of them is all zeros. */
  COSINE;

  /** Numbers added before the sum is compared with its limit. */
  private static final int BLOCK = 32;

  /**
   * A number that is the larger the farther two rows are from each other.
   *
   * @param a begins at {@code fromA}, {@code b} at {@code fromB}
   * @param limit what is not below it may be told as any number that is not
   */
  double order(float[] a, int fromA, float[] b, int fromB, int length, double limit) {
    return this == EUCLIDEAN
        ? squares(a, fromA, b, fromB, length, limit)
        : oneMinusCosine(a, fromA, b, fromB, length);
  }

  /** The distance of such a number. */
  double value(double order) {
    return this == EUCLIDEAN ? Math.sqrt(order) : order;
  }

  private static double squares(
      float[] a, int fromA, float[] b, int fromB, int length, double limit) {
    double sum = 0;
    for (int begin = 0; begin < length && sum < limit; begin += BLOCK) {
      int end = Math.min(length, begin + BLOCK);
      for (int i = begin; i < end; i++) {
        double difference = (double) a[fromA + i] - b[fromB + i];
        sum += difference * difference;
      }
    }
    return sum;
  }

  private static double oneMinusCosine(float[] a, int fromA, float[] b, int fromB, int length) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < length; i++) {
      double inA = a[fromA + i];
      double inB = b[fromB + i];
      product += inA * inB;
      squaresA += inA * inA;
      squaresB += inB * inB;
    }
    double norms = Math.sqrt(squaresA * squaresB);
    return norms == 0 ? 1 : 1 - product / norms;
  }
}
