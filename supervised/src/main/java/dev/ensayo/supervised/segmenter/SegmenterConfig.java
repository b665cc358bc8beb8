package dev.ensayo.supervised.segmenter;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.EarlyStopping;
import java.util.List;
import java.util.Optional;

/** Settings of a fully convolutional network. */
public record SegmenterConfig(
    @Setting(
            value =
                "channels of each stage, which a pooling follows that halves height and width; []"
                    + " for none: scores straight from the picture",
            defaultValue = "[16, 32, 64]",
            min = 1,
            max = 4096,
            unit = "channels")
        List<Integer> channels,
    @Setting(
            value = "side of the kernel of the convolutions",
            defaultValue = "3",
            min = 1,
            max = 31,
            unit = "pixels")
        int kernel,
    @Setting(
            value = "how scores get back to the size of the picture",
            defaultValue = "transposed-convolution")
        Enlarging enlarging,
    @Setting(
            value = "whether scores of each stage are added on the way back",
            defaultValue = "true")
        boolean skips,
    @Setting(value = "function of the convolutions" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(
            value = "distribution of the initial weights; the biases start at zero",
            defaultValue = "relu")
        Initialization initialization,
    @Setting(
            value = "pictures of one update; the last batch of an epoch may have fewer",
            defaultValue = "16",
            min = 1,
            max = 4096,
            unit = "pictures")
        int batchSize,
    @Setting(value = "how a gradient becomes a step", defaultValue = "{type: adam}")
        UpdaterSpec updater,
    @Setting("penalties on the weights; none unless given") Regularization regularization,
    @Setting("limits of the gradient; none unless given") GradientClipping gradientClipping,
    @Setting(
            value = "how much a pixel counts, by its class; the background is called background",
            defaultValue = "equal")
        ClassWeights classWeights,
    @Setting("when to stop before the budget's end; never unless given")
        Optional<EarlyStopping> earlyStopping,
    @Setting(
            value = "pictures that the report shows",
            defaultValue = "8",
            min = 0,
            max = 100,
            unit = "pictures")
        int shown) {
  public SegmenterConfig {
    Settings.check(
        SegmenterConfig.class,
        channels,
        kernel,
        enlarging,
        skips,
        activation,
        initialization,
        batchSize,
        updater,
        regularization,
        gradientClipping,
        classWeights,
        earlyStopping,
        shown);
    channels = List.copyOf(channels);
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden layers");
    }
  }
}
