package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.backend.spec.RecurrentRegularization;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.network.Optimization;
import dev.ensayo.sequence.network.RecurrentStack;
import java.util.OptionalDouble;

/** Settings of {@link SequenceModelTraining}. */
public record SequenceModelConfig(
    @Unwrapped RecurrentStack stack,
    @Unwrapped RecurrentRegularization recurrentRegularization,
    @Setting(
            value = "B: sequences of one update, drawn anew each time",
            defaultValue = "32",
            min = 1,
            max = 65536,
            unit = "sequences")
        int batchSize,
    @Unwrapped Optimization optimization,
    @Setting(
            value = "sequences of a test; the same in every test of a run",
            defaultValue = "512",
            min = 1,
            max = 1_000_000,
            unit = "sequences")
        int testSequences,
    @Setting(
            value =
                "how far a number may be from the right one and still be called right (0.04:"
                    + " Hochreiter and Schmidhuber, 1997, section 5.4)",
            defaultValue = "0.04",
            min = 0)
        double tolerance,
    @Setting(
            value =
                "the run ends with the first test whose loss is at most that; never unless given",
            min = 0)
        OptionalDouble stopAtLoss,
    @Setting(
            value = "whether the norm of ∂h_T/∂h_t is measured at each test",
            defaultValue = "true")
        boolean gradientReach) {
  public SequenceModelConfig {
    Settings.check(
        SequenceModelConfig.class,
        stack,
        recurrentRegularization,
        batchSize,
        optimization,
        testSequences,
        tolerance,
        stopAtLoss,
        gradientReach);
    recurrentRegularization.check(stack.specs(0));
  }
}
