package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * The settings that all recurrent layers share.
 *
 * @param units length U of the hidden state
 * @param initialization distribution of the initial weights, input and recurrent
 * @param orthogonal whether the rows of the recurrent matrix start orthonormal (Saxe et al., "Exact
 *     solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014); a
 *     GRU's gates each by themselves
 * @param dropout probability of dropping each input of the layer while training
 * @param layerNormalization whether what enters the gates is normalized over the units of each
 *     example (Ba, Kiros and Hinton, "Layer normalization", 2016): both x·W and h₋·U, each with a
 *     gain for every unit, over all gates of an LSTM together and over r and u together and n by
 *     itself in a GRU; in an LSTM also the cells on their way out, but not what is carried on. See
 *     {@link dev.ensayo.backend.extension.NormalizedRnn}, {@link
 *     dev.ensayo.backend.extension.NormalizedLstm} and {@link dev.ensayo.backend.extension.Gru}
 * @param bidirectional whether a second layer of the same kind and size, with weights of its own,
 *     walks over each sequence from its last step to its first, so that an output is that of both,
 *     2·U numbers (Schuster and Paliwal, "Bidirectional recurrent neural networks", 1997); such a
 *     layer needs whole sequences and carries no state from window to window, and each of the two
 *     drops inputs by itself
 */
public record Recurrence(
    @Setting(value = "length of the hidden state", min = 1, max = 1 << 16, unit = "units")
        int units,
    @Setting(value = "distribution of the initial weights", defaultValue = "uniform")
        Initialization initialization,
    @Setting(
            value = "whether the recurrent weights start as orthogonal rows instead",
            defaultValue = "false")
        boolean orthogonal,
    @Setting(
            value = "probability of dropping each input of the layer while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double dropout,
    @Setting(
            value =
                "whether what enters the gates is normalized over the units; the zip then needs"
                    + " ensayo-layers",
            defaultValue = "false")
        boolean layerNormalization,
    @Setting(
            value =
                "whether a second layer of the same size reads each sequence backwards; an output"
                    + " then is that of both, twice the units",
            defaultValue = "false")
        boolean bidirectional) {
  /** A layer that walks from the first step to the last. */
  public Recurrence(
      int units,
      Initialization initialization,
      boolean orthogonal,
      double dropout,
      boolean layerNormalization) {
    this(units, initialization, orthogonal, dropout, layerNormalization, false);
  }

  public Recurrence {
    Settings.check(
        Recurrence.class,
        units,
        initialization,
        orthogonal,
        dropout,
        layerNormalization,
        bidirectional);
  }

  /** Numbers of an output at one step: U, or 2·U of a bidirectional layer. */
  public int outputs() {
    return bidirectional ? Math.multiplyExact(2, units) : units;
  }
}
