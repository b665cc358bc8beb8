package dev.ensayo.supervised.gan;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A sample is of the class of the nearest of some training examples, and good if it is not farther
 * from it than 95 % of these examples are from the nearest other one. The examples are the same in
 * all runs.
 */
final class NearestExampleJudge implements SampleJudge {
  private static final double GOOD = 0.95;
  private static final int NONE = -1;

  private final RealData data;
  private final int[] references;
  private final double limit;
  private final double accuracy;

  /**
   * @param most examples at the most
   */
  NearestExampleJudge(RealData data, int most) {
    this.data = data;
    this.references = choose(data.size(), Math.min(most, data.size()));
    double[] distances = new double[references.length];
    int right = 0;
    for (int r = 0; r < references.length; r++) {
      int offset = references[r] * data.width();
      int nearest = nearest(data.rows(), offset, references[r]);
      if (nearest != NONE) {
        distances[r] = distance(data.rows(), offset, nearest, Double.POSITIVE_INFINITY);
        right += data.label(nearest) == data.label(references[r]) ? 1 : 0;
      }
    }
    Arrays.sort(distances);
    this.limit = distances[(int) Math.ceil(GOOD * distances.length) - 1];
    this.accuracy = (double) right / references.length;
  }

  /** The first places of a shuffle. */
  private static int[] choose(int size, int count) {
    RandomStream random = new SeedSequence(0).stream("references");
    int[] order = IntStream.range(0, size).toArray();
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(size - i);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return Arrays.copyOf(order, count);
  }

  private int nearest(float[] rows, int offset, int except) {
    int nearest = NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int reference : references) {
      if (reference != except) {
        double distance = distance(rows, offset, reference, least);
        if (distance < least) {
          least = distance;
          nearest = reference;
        }
      }
    }
    return nearest;
  }

  /** Squared, or as much of it as exceeds a limit. */
  private double distance(float[] rows, int offset, int reference, double limit) {
    float[] all = data.rows();
    int width = data.width();
    int at = reference * width;
    double sum = 0;
    for (int f = 0; f < width && sum < limit; f++) {
      double difference = rows[offset + f] - all[at + f];
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public int judge(float[] samples, int offset) {
    int nearest = nearest(samples, offset, NONE);
    if (nearest == NONE) {
      return -1; // not a number
    }
    double distance = distance(samples, offset, nearest, Double.POSITIVE_INFINITY);
    int mode = data.label(nearest);
    return distance <= limit ? mode : -1 - mode;
  }

  /** The share of the examples whose nearest other one is of their class. */
  double accuracy() {
    return accuracy;
  }

  @Override
  public String words() {
    return String.format(
        Locale.ROOT,
        "A sample is of the class of the nearest of %d training examples, which tells %.1f %% of"
            + " these right, and good if it is as near as 95 %% of them are to one another.",
        references.length,
        100 * accuracy);
  }
}
