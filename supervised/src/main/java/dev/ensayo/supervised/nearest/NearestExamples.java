package dev.ensayo.supervised.nearest;

import com.google.common.collect.ImmutableList;
import dev.ensayo.supervised.learning.FeatureExamples;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Finds the examples whose features lie nearest to others. */
public final class NearestExamples {
  /** None of the examples. */
  public static final int NONE = -1;

  private static final Comparator<Found> NEAREST_FIRST =
      Comparator.comparingDouble(Found::distance).thenComparingInt(Found::example);

  private final FeatureExamples searched;
  private final Distance distance;

  /**
   * @param searched what is searched through
   */
  public NearestExamples(FeatureExamples searched, Distance distance) {
    this.searched = searched;
    this.distance = distance;
  }

  /**
   * One that was found.
   *
   * @param example its number
   * @param distance how far it is
   */
  public record Found(int example, double distance) {}

  /** What is searched through. */
  public FeatureExamples searched() {
    return searched;
  }

  /** {@link #of(float[], int, int, int)} of an example, which is of another part. */
  public ImmutableList<Found> of(FeatureExamples queries, int example, int count) {
    return of(queries.features(), example * queries.featureSize(), count, NONE);
  }

  /**
   * The nearest, the nearest first; the earlier of equals.
   *
   * @param features {@code [F']} from {@code from} on
   * @param count how many; there may be fewer
   * @param except an example that is left out, or {@link #NONE}
   */
  public ImmutableList<Found> of(float[] features, int from, int count, int except) {
    int size = searched.featureSize();
    PriorityQueue<Found> best = new PriorityQueue<>(NEAREST_FIRST.reversed());
    for (int i = 0; i < searched.size(); i++) {
      double limit = best.size() < count ? Double.POSITIVE_INFINITY : best.peek().distance();
      double order =
          i == except
              ? Double.POSITIVE_INFINITY
              : distance.order(features, from, searched.features(), i * size, size, limit);
      if (order < limit) {
        if (best.size() == count) {
          best.remove();
        }
        best.add(new Found(i, order));
      }
    }
    return best.stream()
        .sorted(NEAREST_FIRST)
        .map(found -> new Found(found.example(), distance.value(found.distance())))
        .collect(ImmutableList.toImmutableList());
  }
}
