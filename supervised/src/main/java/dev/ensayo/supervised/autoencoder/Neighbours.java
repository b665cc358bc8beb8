package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.learning.EpochOrder;
import dev.ensayo.supervised.learning.FeatureExamples;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Finds the examples whose codes lie nearest to that of another, by Euclidean distance. */
final class Neighbours {
  /** How many are looked at. */
  static final int COUNT = 10;

  private static final int MOST_QUERIES = 500;

  private final FeatureExamples searched;

  /**
   * @param searched what is searched through
   */
  Neighbours(FeatureExamples searched) {
    this.searched = searched;
  }

  /**
   * The nearest, the nearest first; the earlier of equals.
   *
   * @param query of which one is asked for
   * @param count how many
   */
  int[] of(FeatureExamples query, int example, int count) {
    int size = searched.featureSize();
    double[] distances = new double[searched.size()];
    for (int i = 0; i < distances.length; i++) {
      for (int f = 0; f < size; f++) {
        double difference =
            (double) query.features()[example * size + f] - searched.features()[i * size + f];
        distances[i] += difference * difference;
      }
    }
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Precision at {@link #COUNT}: the share of the nearest that have the class of what was asked
   * for, over a part or 500 examples of it.
   */
  double precision(FeatureExamples part) {
    int[] queries =
        Arrays.copyOf(
            new EpochOrder(new SeedSequence(0), part.size()).of(0),
            Math.min(MOST_QUERIES, part.size()));
    long right = 0;
    long all = 0;
    for (int query : queries) {
      for (int found : of(part, query, COUNT)) {
        right += searched.label(found) == part.label(query) ? 1 : 0;
        all++;
      }
    }
    return right / (double) all;
  }
}
