package dev.ensayo.sequence.kneserney;

/**
 * Interpolated Kneser–Ney probabilities (Chen and Goodman, 1999, section 3): for a context h and h'
 * without its first token,
 *
 * <pre>p(w|h) = (c(hw) − D(c(hw)) + Σ_v D(c(hv)) · p(w|h')) / Σ_v c(hv)</pre>
 *
 * with the counts of {@link NgramTree}, and 1/V in the place of p(w|h') where h is empty. A context
 * that never occurred says nothing: p(w|h) is p(w|h'). So probabilities are positive and sum up to
 * 1 in every context.
 */
public final class KneserNey {
  private final NgramTree tree;
  private final Discounts[] discounts;
  private final long[] sums;
  private final double[] taken;

  /**
   * Of a tree that is not added to while this is in use.
   *
   * @param discounts by order, from 1; entry 0 is not used
   */
  public KneserNey(NgramTree tree, Discounts[] discounts) {
    this.tree = tree;
    this.discounts = discounts;
    this.sums = new long[tree.size()];
    this.taken = new double[tree.size()];
    for (int node = 1; node < tree.size(); node++) {
      int parent = tree.parent(node);
      sums[parent] += tree.count(node);
      taken[parent] += discounts[tree.depth(node)].of(tree.count(node));
    }
  }

  /**
   * How likely a token is to come next.
   *
   * @param suffixes entry k is the node of the last k tokens, or NONE; {@code [n]}
   */
  public double probability(int[] suffixes, int token) {
    double probability = 1.0 / tree.vocabulary();
    for (int length = 0; length < tree.order(); length++) {
      int context = suffixes[length];
      if (context == NgramTree.NONE) {
        return probability; // nor did a longer one occur
      }
      if (sums[context] > 0) {
        probability = interpolate(context, length + 1, token, probability);
      }
    }
    return probability;
  }

  /**
   * The weight of the shorter context's probability after the n-gram of a node; 1 where nothing was
   * counted there.
   */
  public double backoff(int context) {
    return sums[context] == 0 ? 1 : taken[context] / sums[context];
  }

  private double interpolate(int context, int order, int token, double lower) {
    int node = tree.child(context, token);
    int count = node == NgramTree.NONE ? 0 : tree.count(node);
    double kept = count - discounts[order].of(count);
    return (kept + taken[context] * lower) / sums[context];
  }
}
