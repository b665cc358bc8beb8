package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects p-values so that, of the differences called one at a level, the share that are none
 * stays below that level on average: weaker than {@linkplain HolmCorrection Holm's}, which guards
 * against even one, and made for looking over many comparisons.
 *
 * <p>Benjamini and Hochberg, "Controlling the False Discovery Rate", 1995: with the p-values
 * sorted, {@code p̃₍ᵢ₎ = min over j ≥ i of min(1, m p₍ⱼ₎ / j)}. The tests must be independent or
 * depend positively, as tests against one baseline do.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * @param p values in [0, 1], in any order; only tests that were made
   * @return corrected values in the same order
   */
  public static double[] adjust(double[] p) {
    for (double value : p) {
      checkArgument(value >= 0 && value <= 1, "a p-value lies in [0, 1]: %s", value);
    }
    int[] descending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int i = 0; i < p.length; i++) {
      int rank = p.length - i;
      smallest = Math.min(smallest, p.length * p[descending[i]] / rank);
      adjusted[descending[i]] = smallest;
    }
    return adjusted;
  }
}
