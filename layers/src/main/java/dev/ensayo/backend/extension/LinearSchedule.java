package dev.ensayo.backend.extension;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A value that goes down (or up) a straight line, for Deeplearning4j: first + (last − first)·i/n at
 * iteration i up to n, last from then on.
 *
 * @param first value at iteration 0
 * @param last value from iteration n on
 * @param iterations n, at least 1
 */
public record LinearSchedule(
    @JsonProperty("first") double first,
    @JsonProperty("last") double last,
    @JsonProperty("iterations") int iterations)
    implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    return last + (first - last) * (1 - Math.min(iteration, iterations) / (double) iterations);
  }

  /** This: a record does not change. */
  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public LinearSchedule clone() {
    return this;
  }
}
