package dev.ensayo.sequence.network;

import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Recurrence;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers of one kind and size, one above the other; {@link
 * dev.ensayo.core.config.Unwrapped} into the settings of an agent.
 */
public record RecurrentStack(
    @Setting(
            value =
                "what the recurrent layers are made of; zips with gru, min-gru or min-lstm need"
                    + " ensayo-layers",
            defaultValue = "lstm")
        Class<? extends RecurrentSpec> cell,
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
            value =
                "whether each layer also reads the sequence from its end, with weights of its own"
                    + " (Schuster and Paliwal, 1997); its output is then 2·U numbers",
            defaultValue = "false")
        boolean bidirectional) {
  public RecurrentStack {
    Settings.check(
        RecurrentStack.class,
        cell,
        layers,
        hiddenUnits,
        orthogonal,
        layerNormalization,
        dropout,
        bidirectional);
    // What the kind of cell refuses is refused here.
    spec(cell, hiddenUnits, orthogonal, layerNormalization, dropout, bidirectional);
  }

  /** Numbers of an output of the last layer at one step: U, or 2·U if it reads both ways. */
  public int outputs() {
    return specs(0).get(layers - 1).outputs();
  }

  /**
   * The layers from input to output.
   *
   * @param inputDropout probability of dropping each input of the first layer while training
   */
  public List<RecurrentSpec> specs(double inputDropout) {
    List<RecurrentSpec> specs = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      double dropped = layer == 0 ? inputDropout : dropout;
      specs.add(spec(cell, hiddenUnits, orthogonal, layerNormalization, dropped, bidirectional));
    }
    return specs;
  }

  private static RecurrentSpec spec(
      Class<? extends RecurrentSpec> cell,
      int units,
      boolean orthogonal,
      boolean layerNormalization,
      double dropped,
      boolean bidirectional) {
    return RecurrentSpec.of(
        cell,
        new Recurrence(
            units, Initialization.UNIFORM, orthogonal, dropped, layerNormalization, bidirectional));
  }
}
