package dev.ensayo.backend.extension;

import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A factor of the learning rate that another updater has, schedule and all, for Deeplearning4j.
 *
 * @param of whose rate it is
 * @param factor above 0
 */
public record ScaledRate(@JsonProperty("of") IUpdater of, @JsonProperty("factor") double factor)
    implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    return factor * of.getLearningRate(iteration, epoch);
  }

  /** A copy with a copy of the updater. */
  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public ScaledRate clone() {
    return new ScaledRate(of.clone(), factor);
  }
}
