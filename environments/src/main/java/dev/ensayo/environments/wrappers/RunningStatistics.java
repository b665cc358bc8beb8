package dev.ensayo.environments.wrappers;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.WrapperState;
import java.io.IOException;
import java.util.List;

/**
 * Mean and variance of each feature over all observations seen, one observation at a time.
 *
 * <p>Paper: Welford, "Note on a method for calculating corrected sums of squares and products",
 * Technometrics 4(3), 1962; the same as merging samples of size one by Chan, Golub and LeVeque,
 * "Algorithms for computing the sample variance", The American Statistician 37(3), 1983.
 */
final class RunningStatistics implements Stateful {
  private static final String COUNT = "count";
  private static final String MEAN = "mean";
  private static final String SQUARED_DEVIATIONS = "squaredDeviations";

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

  /** All of it: how many observations, and by feature their means and Σ (o − mean)². */
  ImmutableMap<String, List<Double>> numbers() {
    return ImmutableMap.of(
        COUNT, List.of((double) count),
        MEAN, Doubles.asList(mean),
        SQUARED_DEVIATIONS, Doubles.asList(squaredDeviations));
  }

  /** Takes over what {@link #numbers} gave. */
  void restore(WrapperState state) {
    count = (long) state.get(COUNT, 1)[0];
    System.arraycopy(state.get(MEAN, mean.length), 0, mean, 0, mean.length);
    System.arraycopy(
        state.get(SQUARED_DEVIATIONS, mean.length), 0, squaredDeviations, 0, mean.length);
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
