package dev.ensayo.supervised.nearest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.learning.EpochOrder;
import dev.ensayo.supervised.learning.FeatureExamples;
import java.util.Map;

/**
 * Precision at k of a search by likeness: the share of the k nearest that have the class of what
 * was asked for, averaged over what is asked for (Manning, Raghavan and Schütze, "Introduction to
 * Information Retrieval", 2008, section 8.4).
 */
public final class SearchPrecision {
  /** The k. */
  public static final ImmutableList<Integer> COUNTS = ImmutableList.of(1, 5, 10);

  private static final int MOST_QUERIES = 500;

  private SearchPrecision() {}

  /**
   * Over a part or 500 examples of it, always the same.
   *
   * @param nearest searches another part, which is not empty
   * @param part not empty
   * @return the precision at each of {@link #COUNTS}; where there are fewer examples to be found,
   *     the share of these
   */
  public static Map<Integer, Double> of(NearestExamples nearest, FeatureExamples part) {
    int[] order = new EpochOrder(new SeedSequence(0), part.size()).of(0);
    int queries = Math.min(MOST_QUERIES, order.length);
    int most = COUNTS.get(COUNTS.size() - 1);
    int found = Math.min(most, nearest.searched().size());
    long[] right = new long[found];
    for (int query = 0; query < queries; query++) {
      ImmutableList<NearestExamples.Found> near = nearest.of(part, order[query], found);
      for (int rank = 0; rank < near.size(); rank++) {
        boolean same =
            nearest.searched().label(near.get(rank).example()) == part.label(order[query]);
        right[rank] += same ? 1 : 0;
      }
    }
    ImmutableMap.Builder<Integer, Double> precision = ImmutableMap.builder();
    for (int count : COUNTS) {
      long sum = 0;
      int ranks = Math.min(count, found);
      for (int rank = 0; rank < ranks; rank++) {
        sum += right[rank];
      }
      precision.put(count, sum / (double) (ranks * (long) queries));
    }
    return precision.buildOrThrow();
  }
}
