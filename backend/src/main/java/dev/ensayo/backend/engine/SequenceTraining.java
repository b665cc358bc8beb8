package dev.ensayo.backend.engine;

import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import java.util.OptionalDouble;

/**
 * What belongs to training a sequence model and has no place in a Deeplearning4j configuration.
 *
 * @param largestNorm limit on the L2 norm of the gradient over all parameters
 * @param labelSmoothing ε of {@link SequenceOutput.Classes}
 */
public record SequenceTraining(OptionalDouble largestNorm, double labelSmoothing) {
  public static SequenceTraining of(SequenceNetworkSpec spec) {
    return new SequenceTraining(
        spec.clipping().norm(),
        spec.output() instanceof SequenceOutput.Classes classes ? classes.labelSmoothing() : 0);
  }

  /** No limit, and targets as they are. */
  public static SequenceTraining plain() {
    return new SequenceTraining(OptionalDouble.empty(), 0);
  }
}
