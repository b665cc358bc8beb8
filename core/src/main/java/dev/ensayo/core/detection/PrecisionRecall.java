package dev.ensayo.core.detection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * How precise detections are at each recall: of the surest that find the share r of the objects,
 * the share that is right, made monotone from the right, p(r) = max over r' ≥ r, at r = 0, 0.01, …,
 * 1.
 *
 * @param precision at each of the {@link #POINTS} recalls, 0 where so much was never found
 * @param recall share of the objects that all detections together find
 */
public record PrecisionRecall(ImmutableDoubleArray precision, double recall) {
  /** Recalls that are looked at. */
  public static final int POINTS = 101;

  private static final double STEP = 0.01;

  /** The recall at a point, a hundredth for each. */
  public static double recallAt(int point) {
    return point == POINTS - 1 ? 1 : point * STEP;
  }

  /**
   * Looks at ranked detections.
   *
   * @param isRight of each detection, the surest first
   * @param objects that were to be found, at least 1
   */
  static PrecisionRecall of(boolean[] isRight, int objects) {
    checkArgument(objects >= 1, "nothing was to be found");
    double[] precision = new double[isRight.length];
    double[] recall = new double[isRight.length];
    int right = 0;
    for (int i = 0; i < isRight.length; i++) {
      right += isRight[i] ? 1 : 0;
      precision[i] = right / (i + 1.0);
      recall[i] = (double) right / objects;
    }
    for (int i = isRight.length - 1; i > 0; i--) {
      precision[i - 1] = Math.max(precision[i - 1], precision[i]);
    }
    double[] points = new double[POINTS];
    int rank = 0;
    for (int point = 0; point < POINTS; point++) {
      while (rank < recall.length && recall[rank] < recallAt(point)) {
        rank++;
      }
      points[point] = rank < recall.length ? precision[rank] : 0;
    }
    return new PrecisionRecall(ImmutableDoubleArray.copyOf(points), (double) right / objects);
  }

  /** The mean of the precision over the recalls. */
  public double averagePrecision() {
    return precision.stream().sum() / POINTS;
  }
}
