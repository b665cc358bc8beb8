package dev.ensayo.backend.extension;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A value that goes down half a period of a cosine, for Deeplearning4j: last + (first − last)·(1 +
 * cos(π·i/n))/2 at iteration i up to n, last from then on (Loshchilov and Hutter, "SGDR", 2017, eq.
 * 5, without restarts).
 *
 * @param first value at iteration 0
 * @param last value from iteration n on
 * @param iterations n, at least 1
 */
public record CosineSchedule(
    @JsonProperty("first") double first,
    @JsonProperty("last") double last,
    @JsonProperty("iterations") int iterations)
    implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    double way = Math.min(iteration, iterations) / (double) iterations;
    return last + (first - last) * (1 + Math.cos(Math.PI * way)) / 2;
  }

  /** This: a record does not change. */
  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public CosineSchedule clone() {
    return this;
  }
}
