package dev.ensayo.core.examples;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.List;

/**
 * The modes of inputs that come from a mixture of normal distributions with equal shares, each with
 * the same deviation along every axis.
 *
 * @param centers the mean of each, {@code [F]}, at least one, in the units that learners see
 * @param deviation σ along each axis, positive
 */
public record KnownModes(List<ImmutableDoubleArray> centers, double deviation) {
  public KnownModes {
    checkArgument(!centers.isEmpty(), "a mixture needs a mode");
    checkArgument(deviation > 0, "a deviation of %s", deviation);
    centers = ImmutableList.copyOf(centers);
  }

  /** How many there are. */
  public int count() {
    return centers.size();
  }

  /**
   * The mode whose center is nearest, the first of equally near ones.
   *
   * @param points row by row, {@code [B, F]}
   * @param offset of the point in it
   */
  public int nearest(float[] points, int offset) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int mode = 0; mode < count(); mode++) {
      double distance = distance(mode, points, offset);
      if (distance < least) {
        least = distance;
        nearest = mode;
      }
    }
    return nearest;
  }

  /** The Euclidean distance of a point to the center of a mode. */
  public double distance(int mode, float[] points, int offset) {
    ImmutableDoubleArray center = centers.get(mode);
    double sum = 0;
    for (int f = 0; f < center.length(); f++) {
      double difference = points[offset + f] - center.get(f);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
