package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Settings of an autoencoder. */
public record AutoencoderConfig(
    @Setting(
            value =
                "widths of the layers between the input and the code; the decoder has them in"
                    + " reverse",
            defaultValue = "[]",
            min = 1,
            max = 65536,
            unit = "units")
        List<Integer> hiddenUnits,
    @Setting(
            value =
                "for images: channels of 3x3 convolutions, each with a pooling that halves the image;"
                    + " with any, the code is what the last pooling makes, and hiddenUnits and code"
                    + " are not there",
            defaultValue = "[]",
            min = 1,
            max = 65536,
            unit = "channels")
        List<Integer> filters,
    @Setting(
            value = "length of the code, without filters",
            defaultValue = "32",
            min = 1,
            max = 65536,
            unit = "units")
        int code,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(value = "function of the code's units" + Activation.OURS, defaultValue = "relu")
        Activation codeActivation,
    @Setting(
            value = "distribution of the initial weights; the biases start at zero",
            defaultValue = "xavier-uniform")
        Initialization initialization,
    @Setting(value = "in what order the layers learn", defaultValue = "joint") Stacking stacking,
    @Setting(
            value =
                "whether the decoder's matrices are those of the encoder, transposed; the biases are"
                    + " its own",
            defaultValue = "false")
        boolean tied,
    @Setting(
            value =
                "factor of the sum of the code's absolute values, which is added to the loss of one"
                    + " number of the input (L1)",
            defaultValue = "0",
            min = 0)
        double codePenalty,
    @Setting(
            value =
                "how a reconstruction is compared with its input; automatic: cross-entropy for"
                    + " images, squared-error for tables",
            defaultValue = "automatic")
        Reconstruction loss,
    @Setting(
            value = "what is done to an input before it is encoded, in training alone",
            defaultValue = "none")
        Corruption corruption,
    @Setting(
            value = "examples of one update; the last batch of an epoch may have fewer",
            defaultValue = "64",
            min = 1,
            max = 65536,
            unit = "examples")
        int batchSize,
    @Setting(value = "how a gradient becomes a step", defaultValue = "{type: adam}")
        UpdaterSpec updater,
    @Setting("penalties on the weights; none unless given") Regularization regularization,
    @Setting("limits of the gradient; none unless given") GradientClipping gradientClipping,
    @Setting("what is measured of the code, and shown") CodeScores scores) {
  public AutoencoderConfig {
    Settings.check(
        AutoencoderConfig.class,
        hiddenUnits,
        filters,
        code,
        activation,
        codeActivation,
        initialization,
        stacking,
        tied,
        codePenalty,
        loss,
        corruption,
        batchSize,
        updater,
        regularization,
        gradientClipping,
        scores);
    hiddenUnits = List.copyOf(hiddenUnits);
    filters = List.copyOf(filters);
    if (!filters.isEmpty()) {
      checkDense("hiddenUnits", !hiddenUnits.isEmpty());
      checkDense("tied", tied);
      checkDense("stacking", stacking instanceof Stacking.Greedy);
    }
    if (stacking instanceof Stacking.Greedy && hiddenUnits.isEmpty()) {
      throw new InvalidSettingException(
          "stacking", "greedy needs hiddenUnits: without them there is one layer to learn");
    }
    checkInside("activation", activation);
    checkInside("codeActivation", codeActivation);
  }

  private static void checkDense(String key, boolean there) {
    if (there) {
      throw new InvalidSettingException(key, "is for dense layers and does not go with filters");
    }
  }

  private static void checkInside(String key, Activation activation) {
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException(key, "softmax is not for hidden units");
    }
  }
}
