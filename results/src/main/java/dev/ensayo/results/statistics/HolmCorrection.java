package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects the p-values of several tests of one study, so that the chance of even one false alarm
 * stays below the level that the corrected values are compared with.
 *
 * <p>Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979. With the p-values
 * sorted, {@code p₍₁₎ ≤ … ≤ p₍ₘ₎}, the corrected value is {@code p̃₍ᵢ₎ = max over j ≤ i of min(1,
 * (m − j + 1) p₍ⱼ₎)}. It needs no independence and never rejects less than Bonferroni's correction.
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /**
   * @param p values in [0, 1], in any order; only tests that were made
   * @return corrected values in the same order
   */
  public static double[] adjust(double[] p) {
    for (double value : p) {
      checkArgument(value >= 0 && value <= 1, "a p-value lies in [0, 1]: %s", value);
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, (p.length - i) * p[order[i]]));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
