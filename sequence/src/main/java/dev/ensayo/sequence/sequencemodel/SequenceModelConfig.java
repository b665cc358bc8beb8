package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.sequence.network.Cell;
import java.util.OptionalDouble;

/** Settings of {@link SequenceModelTraining}. */
public record SequenceModelConfig(
    @Setting(value = "what the recurrent layers are made of", defaultValue = "lstm") Cell cell,
    @Setting(value = "recurrent layers", defaultValue = "1", min = 1, max = 100, unit = "layers")
        int layers,
    @Setting(
            value = "U: length of each layer's hidden state",
            defaultValue = "128",
            min = 1,
            max = 65536,
            unit = "units")
        int hiddenUnits,
    @Setting(value = "whether the recurrent matrices start orthogonal", defaultValue = "false")
        boolean orthogonal,
    @Setting(
            value =
                "whether what enters the gates is normalized over the units (Ba et al., \"Layer"
                    + " normalization\", 2016)",
            defaultValue = "false")
        boolean layerNormalization,
    @Setting(
            value =
                "probability of dropping each input of the layers above the first and of the"
                    + " output while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double dropout,
    @Setting(
            value = "B: sequences of one update, drawn anew each time",
            defaultValue = "32",
            min = 1,
            max = 65536,
            unit = "sequences")
        int batchSize,
    @Setting(
            value = "how a gradient becomes a step",
            defaultValue = "{type: adam, learningRate: 1e-3}")
        UpdaterSpec updater,
    @Setting(value = "limits of the gradient", defaultValue = "{norm: 1}")
        GradientClipping gradientClipping,
    @Setting("penalties on the weights; none unless given") Regularization regularization,
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
        cell,
        layers,
        hiddenUnits,
        orthogonal,
        layerNormalization,
        dropout,
        batchSize,
        updater,
        gradientClipping,
        regularization,
        testSequences,
        tolerance,
        stopAtLoss,
        gradientReach);
  }
}
