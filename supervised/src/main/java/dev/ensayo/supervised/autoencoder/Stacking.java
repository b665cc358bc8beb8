package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** In what order the layers of a deep autoencoder learn. */
public sealed interface Stacking {
  /** All of them from the first step on. */
  @Choice(value = "joint", summary = "all layers learn together")
  record Joint() implements Stacking {}

  /**
   * One after the other, and then together (Bengio et al., "Greedy layer-wise training of deep
   * networks", 2007; Vincent et al., "Stacked denoising autoencoders", 2010, section 3.5).
   */
  @Choice(
      value = "greedy",
      summary =
          "each layer first learns to say again what the layers before it, which stay as they are,"
              + " make of the inputs; with what is left of the budget all learn together")
  record Greedy(
      @Setting(
              value = "epochs of each layer by itself",
              defaultValue = "10",
              min = 1,
              max = 1_000_000,
              unit = "epochs")
          int epochsPerLayer)
      implements Stacking {
    public Greedy {
      Settings.check(Greedy.class, epochsPerLayer);
    }
  }
}
