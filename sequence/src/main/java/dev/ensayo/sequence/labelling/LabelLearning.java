package dev.ensayo.sequence.labelling;

import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.training.EarlyStopping;
import dev.ensayo.sequence.network.Optimization;
import java.util.Optional;

/** How a network learns from labelled texts, and what is measured and shown of its answers. */
public record LabelLearning(
    @Setting(
            value =
                "B: texts of one update, of about the same length; one batch of an epoch may have"
                    + " fewer",
            defaultValue = "32",
            min = 1,
            max = 65536,
            unit = "texts")
        int batchSize,
    @Unwrapped Optimization optimization,
    @Setting(value = "how much a class counts", defaultValue = "equal") ClassWeights classWeights,
    @Setting("when to stop before the budget's end; never unless given")
        Optional<EarlyStopping> earlyStopping,
    @Setting(
            value =
                "texts of the training part, spread evenly over it, that each test asks for as it"
                    + " does for the other parts; 0 for none",
            defaultValue = "500",
            min = 0,
            unit = "texts")
        int trainingTexts,
    @Setting(
            value = "bins of equal width of the expected calibration error",
            defaultValue = "15",
            min = 1,
            max = 1000,
            unit = "bins")
        int calibrationBins,
    @Setting(
            value = "how many of the worst mistakes the report shows",
            defaultValue = "12",
            min = 0,
            max = 1000,
            unit = "texts")
        int mistakes) {
  public LabelLearning {
    Settings.check(
        LabelLearning.class,
        batchSize,
        optimization,
        classWeights,
        earlyStopping,
        trainingTexts,
        calibrationBins,
        mistakes);
  }
}
