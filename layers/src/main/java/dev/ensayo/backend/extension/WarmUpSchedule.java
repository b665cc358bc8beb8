package dev.ensayo.backend.extension;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A value that goes up a straight line and then follows another schedule from its start, for
 * Deeplearning4j: (i + 1)/n of the other's first value at iteration i below n, then the other's
 * value at i − n. Deeplearning4j's {@code RampSchedule} multiplies what goes on underneath instead,
 * and two equal ones are not equal, which takes a network's updater state apart.
 *
 * @param then what follows, by iterations
 * @param iterations n, at least 1
 */
public record WarmUpSchedule(
    @JsonProperty("then") ISchedule then, @JsonProperty("iterations") int iterations)
    implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    return iteration < iterations
        ? (iteration + 1) / (double) iterations * then.valueAt(0, epoch)
        : then.valueAt(iteration - iterations, epoch);
  }

  /** A copy with a copy of what follows. */
  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public WarmUpSchedule clone() {
    return new WarmUpSchedule(then.clone(), iterations);
  }
}
