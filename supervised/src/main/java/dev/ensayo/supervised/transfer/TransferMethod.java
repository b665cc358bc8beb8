package dev.ensayo.supervised.transfer;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * What is trained. Layers are counted as Deeplearning4j lists them, from the input. Frozen layers
 * work as at inference, and nothing of them changes: no parameter, no stored statistic.
 */
public sealed interface TransferMethod {
  /** The head alone, on what leaves the torso. */
  @Choice(value = "feature-extraction", summary = "the torso is frozen, the head alone is trained")
  record FeatureExtraction(
      @Setting(
              value =
                  "whether the features of each example are computed once and kept; not together"
                      + " with an environment that distorts what is trained on",
              defaultValue = "true")
          boolean cached)
      implements TransferMethod {
    public FeatureExtraction {
      Settings.check(FeatureExtraction.class, cached);
    }
  }

  /** The head and the last layers of the torso (Yosinski et al., 2014). */
  @Choice(
      value = "fine-tuning",
      summary = "the first layers are frozen, the others and the head are trained")
  record FineTuning(
      @Setting(
              value = "how many layers of the torso, from the input, are frozen",
              defaultValue = "0",
              min = 0,
              unit = "layers")
          int frozenLayers)
      implements TransferMethod {
    public FineTuning {
      Settings.check(FineTuning.class, frozenLayers);
    }
  }

  /**
   * All layers, the earlier the more slowly: the learning rate of the last torso layer with
   * parameters is the head's times the decay, that of the one before times its square, and so on
   * (Howard and Ruder, "Universal language model fine-tuning", 2018, section 3.2).
   */
  @Choice(
      value = "discriminative",
      summary = "all layers are trained, earlier ones at smaller learning rates")
  record Discriminative(
      @Setting(
              value = "factor of the learning rate from layer to layer towards the input",
              defaultValue = "0.3846",
              min = 0,
              minExcluded = true,
              max = 1)
          double decay)
      implements TransferMethod {
    public Discriminative {
      Settings.check(Discriminative.class, decay);
    }
  }

  /** The control: the same network, its torso initialized anew. */
  @Choice(
      value = "from-scratch",
      summary = "the control: the same layers, freshly initialized, all trained")
  record FromScratch() implements TransferMethod {}
}
