package dev.ensayo.results.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much of the variance of scores a setting explains by itself: the variance of the mean score
 * given its value over that of all scores, the first-order index of Sobol' (1993), which is also
 * the main effect of a functional ANOVA (Hutter, Hoos and Leyton-Brown, ICML 2014).
 *
 * <p>The mean given a value is that of the scores with that value or, where values are numbers of a
 * range, a quadratic curve through them by least squares. So many degrees of freedom explain some
 * of the variance by chance alone; {@link #corrected} takes that away as the adjusted R² does
 * (Ezekiel 1930; of means of groups it is Kelley's ε², 1935).
 *
 * @param share in {@code [0, 1]}
 * @param corrected the same, corrected for chance, at least 0; empty where there are not enough
 *     scores for that
 */
public record VarianceShare(double share, OptionalDouble corrected) {
  private static final double ROUNDING = 1e-12;

  /**
   * Of a setting whose values have no distances.
   *
   * @param values {@code [N]}
   * @param scores {@code [N]}
   */
  public static VarianceShare ofGroups(String[] values, double[] scores) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < scores.length; i++) {
      double[] sum = sums.computeIfAbsent(values[i], value -> new double[2]);
      sum[0] += scores[i];
      sum[1]++;
    }
    double mean = Arrays.stream(scores).average().orElse(0);
    double between = 0;
    for (double[] sum : sums.values()) {
      double distance = sum[0] / sum[1] - mean;
      between += sum[1] * distance * distance;
    }
    return of(between, scores, sums.size() - 1);
  }

  /**
   * Of a setting whose values are numbers.
   *
   * @param values {@code [N]}, on the scale on which they are spread
   * @param scores {@code [N]}
   */
  public static VarianceShare ofCurve(double[] values, double[] scores) {
    double[] linear = minus(values, mean(values));
    double[] square = Arrays.stream(linear).map(value -> value * value).toArray();
    double scale = dot(square, square);
    square = minus(square, mean(square));
    double norm = dot(linear, linear);
    double explained = 0;
    int terms = 0;
    if (norm > 0) {
      explained += projected(linear, scores);
      terms++;
      double slope = dot(square, linear) / norm;
      for (int i = 0; i < square.length; i++) {
        square[i] -= slope * linear[i];
      }
      if (dot(square, square) > ROUNDING * scale) {
        explained += projected(square, scores);
        terms++;
      }
    }
    return of(explained, scores, terms);
  }

  private static VarianceShare of(double explained, double[] scores, int terms) {
    double[] centred = minus(scores, mean(scores));
    double total = dot(centred, centred);
    if (!(total > 0)) {
      return new VarianceShare(0, OptionalDouble.empty());
    }
    double share = Math.min(1, explained / total);
    int free = scores.length - 1 - terms;
    return new VarianceShare(
        share,
        free > 0
            ? OptionalDouble.of(Math.max(0, 1 - (1 - share) * (scores.length - 1) / free))
            : OptionalDouble.empty());
  }

  /** The sum of squares that lies along a centred direction. */
  private static double projected(double[] direction, double[] scores) {
    double along = dot(direction, scores);
    return along * along / dot(direction, direction);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double[] minus(double[] values, double subtracted) {
    return Arrays.stream(values).map(value -> value - subtracted).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
