package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.WindowRegularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import java.util.OptionalDouble;

/**
 * What belongs to training a sequence model and has no place in a Deeplearning4j configuration.
 *
 * @param largestNorm limit on the L2 norm of the gradient over all parameters
 * @param labelSmoothing ε of {@link SequenceOutput.Classes}
 * @param regularization what is dropped and penalized beside what the layers say
 */
public record SequenceTraining(
    OptionalDouble largestNorm, double labelSmoothing, WindowRegularization regularization) {
  public static SequenceTraining of(SequenceNetworkSpec spec) {
    return new SequenceTraining(
        spec.clipping().norm(),
        spec.output() instanceof SequenceOutput.Classes classes ? classes.labelSmoothing() : 0,
        new WindowRegularization(
            spec.input() instanceof SequenceInput.Tokens tokens ? tokens.wordDropout() : 0,
            spec.recurrentRegularization().recurrentWeightDropout(),
            spec.recurrentRegularization().activationRegularization(),
            spec.recurrentRegularization().temporalActivationRegularization()));
  }

  /** No limit, targets as they are, and nothing beside what the layers say. */
  public static SequenceTraining plain() {
    return limited(OptionalDouble.empty());
  }

  /** Nothing but a limit. */
  public static SequenceTraining limited(OptionalDouble largestNorm) {
    return new SequenceTraining(largestNorm, 0, WindowRegularization.NONE);
  }
}
