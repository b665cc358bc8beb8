package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * Mean and variance of each feature over all observations seen, one observation at a time.
 *
 * <p>Paper: Welford, "Note on a method for calculating corrected sums of squares and products",
 * Technometrics 4(3), 1962; the same as merging samples of size one by Chan, Golub and LeVeque,
 * "Algorithms for computing the sample variance", The American Statistician 37(3), 1983.
 */
final class RunningStatistics implements Stateful {
  private final double[] mean;
  private final double[] squaredDeviations;
  private long count;

  /**
   * @param size features {@code F}
   */
  RunningStatistics(int size) {
    this.mean = new double[size];
    this.squaredDeviations = new double[size];
  }

  /**
   * @param observation {@code [F]}
   */
  void add(float[] observation) {
    count++;
    for (int f = 0; f < mean.length; f++) {
      double before = observation[f] - mean[f];
      mean[f] += before / count;
      squaredDeviations[f] += before * (observation[f] - mean[f]);
    }
  }

  double mean(int feature) {
    return mean[feature];
  }

  /** The population variance; 1 while fewer than two observations say nothing about it. */
  double variance(int feature) {
    return count < 2 ? 1 : squaredDeviations[feature] / count;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeLong(count);
    out.writeDoubles(mean);
    out.writeDoubles(squaredDeviations);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    count = in.readLong();
    in.readDoubles(mean);
    in.readDoubles(squaredDeviations);
  }
}
