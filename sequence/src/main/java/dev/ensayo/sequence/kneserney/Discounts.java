package dev.ensayo.sequence.kneserney;

import java.util.Arrays;

/**
 * What is taken off the counts of one order.
 *
 * @param one off a count of 1
 * @param two off a count of 2
 * @param more off a count of 3 or more
 */
public record Discounts(double one, double two, double more) {
  /** Off every count, where the text has too few n-grams for an estimate. */
  private static final double FALLBACK = 0.75;

  /** The same off every count. */
  public static Discounts absolute(double discount) {
    return new Discounts(discount, discount, discount);
  }

  /** Off that count. */
  public double of(int count) {
    return count == 0 ? 0 : count == 1 ? one : count == 2 ? two : more;
  }

  /**
   * Estimated from how many n-grams of each order have a count of 1, 2, 3 and 4: D = n₁ / (n₁ +
   * 2·n₂) (Ney et al., 1994), or modified, with Y that D: D₁ = 1 − 2·Y·n₂/n₁, D₂ = 2 − 3·Y·n₃/n₂,
   * D₃₊ = 3 − 4·Y·n₄/n₃ (Chen and Goodman, 1999, eq. 26). Where one of them cannot be had or leaves
   * (0, count], it is D; where D cannot be had, 0.75.
   *
   * @param modified three discounts an order instead of one
   * @return by order, from 1; entry 0 is not used
   */
  public static Discounts[] estimate(NgramTree tree, boolean modified) {
    long[][] having = new long[tree.order() + 1][5];
    for (int node = 1; node < tree.size(); node++) {
      int count = tree.count(node);
      if (count >= 1 && count <= 4) {
        having[tree.depth(node)][count]++;
      }
    }
    return Arrays.stream(having).map(n -> estimate(n, modified)).toArray(Discounts[]::new);
  }

  private static Discounts estimate(long[] having, boolean modified) {
    double y =
        having[1] == 0 || having[2] == 0 ? FALLBACK : having[1] / (having[1] + 2.0 * having[2]);
    if (!modified) {
      return absolute(y);
    }
    return new Discounts(
        modified(1, y, having[1], having[2]),
        modified(2, y, having[2], having[3]),
        modified(3, y, having[3], having[4]));
  }

  private static double modified(int count, double y, long these, long next) {
    double discount = these == 0 ? y : count - (count + 1) * y * next / these;
    return discount > 0 ? discount : y;
  }
}
