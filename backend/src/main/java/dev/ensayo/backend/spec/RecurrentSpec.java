package dev.ensayo.backend.spec;

import dev.ensayo.backend.extension.NormalizedLstm;
import dev.ensayo.backend.extension.NormalizedRnn;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;

/**
 * One recurrent layer of a {@link SequenceNetworkSpec}: a record with a {@link
 * dev.ensayo.core.config.Choice} that a {@link dev.ensayo.core.config.ChoiceProvider} names; those
 * of this room are in {@link CellChoices}. {@code docs/adding-a-layer.md} adds one.
 *
 * <p>Dropout drops the layer's <em>inputs</em>, never what goes from step to step (Zaremba et al.,
 * "Recurrent neural network regularization", 2014).
 */
public interface RecurrentSpec {
  /** Length U of the hidden state. */
  int units();

  /** Distribution of the initial weights, input and recurrent. */
  Initialization initialization();

  /**
   * Whether the rows of the recurrent matrix start orthonormal (Saxe et al., "Exact solutions to
   * the nonlinear dynamics of learning in deep linear neural networks", 2014); a GRU's gates each
   * by themselves.
   */
  boolean orthogonal();

  /** Probability of dropping each input of the layer while training. */
  double dropout();

  /**
   * Whether what enters the gates is normalized over the units of each example (Ba, Kiros and
   * Hinton, "Layer normalization", 2016): both x·W and h₋·U, each with a gain for every unit, over
   * all gates of an LSTM together and over r and u together and n by itself in a GRU; in an LSTM
   * also the cells on their way out, but not what is carried on. See {@link NormalizedRnn}, {@link
   * NormalizedLstm} and {@link dev.ensayo.backend.extension.Gru}.
   */
  boolean layerNormalization();

  /**
   * What it is for Deeplearning4j, but for the sizes, initial weights and dropout, which are set
   * for all cells alike.
   */
  BaseRecurrentLayer.Builder<?> cell();

  /** h = function(x·W + h₋·U + b) (Elman, 1990). */
  @Choice(value = "rnn", summary = "a vanilla recurrent layer")
  record SimpleRnn(
      @Setting(value = "length of the hidden state", min = 1, max = 1 << 16, unit = "units")
          int units,
      @Setting(value = "tanh or relu", defaultValue = "tanh") Activation activation,
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
              value = "whether what enters the gates is normalized over the units",
              defaultValue = "false")
          boolean layerNormalization)
      implements RecurrentSpec {
    public SimpleRnn {
      Settings.check(
          SimpleRnn.class,
          units,
          activation,
          initialization,
          orthogonal,
          dropout,
          layerNormalization);
      if (activation != Activation.TANH && activation != Activation.RELU) {
        throw new InvalidSettingException(
            "activation", "must be tanh or relu, not " + Settings.label(activation));
      }
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      BaseRecurrentLayer.Builder<?> cell =
          layerNormalization
              ? new NormalizedRnn.Builder()
              : new org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn.Builder();
      cell.activation(InDeeplearning4j.activation(activation));
      return cell;
    }

    /** Without layer normalization. */
    public SimpleRnn(
        int units,
        Activation activation,
        Initialization initialization,
        boolean orthogonal,
        double dropout) {
      this(units, activation, initialization, orthogonal, dropout, false);
    }
  }

  /** Long short-term memory with forget gate (Gers et al., "Learning to forget", 2000). */
  @Choice(value = "lstm", summary = "long short-term memory")
  record Lstm(
      @Setting(value = "length of the hidden state", min = 1, max = 1 << 16, unit = "units")
          int units,
      @Setting(value = "initial bias of the forget gate", defaultValue = "1") double forgetBias,
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
              value = "whether what enters the gates is normalized over the units",
              defaultValue = "false")
          boolean layerNormalization)
      implements RecurrentSpec {
    public Lstm {
      Settings.check(
          Lstm.class, units, forgetBias, initialization, orthogonal, dropout, layerNormalization);
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      BaseRecurrentLayer.Builder<?> cell =
          layerNormalization
              ? new NormalizedLstm.Builder().forgetBias(forgetBias)
              : new LSTM.Builder().forgetGateBiasInit(forgetBias);
      cell.activation(InDeeplearning4j.activation(Activation.TANH));
      return cell;
    }

    /** Without layer normalization. */
    public Lstm(
        int units,
        double forgetBias,
        Initialization initialization,
        boolean orthogonal,
        double dropout) {
      this(units, forgetBias, initialization, orthogonal, dropout, false);
    }
  }

  /** Gated recurrent unit (Cho et al., 2014); see {@link dev.ensayo.backend.extension.Gru}. */
  @Choice(value = "gru", summary = "a gated recurrent unit")
  record Gru(
      @Setting(value = "length of the hidden state", min = 1, max = 1 << 16, unit = "units")
          int units,
      @Setting(
              value = "whether the reset gate comes after the recurrent product, as in cuDNN",
              defaultValue = "true")
          boolean resetAfter,
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
              value = "whether what enters the gates is normalized over the units",
              defaultValue = "false")
          boolean layerNormalization)
      implements RecurrentSpec {
    public Gru {
      Settings.check(
          Gru.class, units, resetAfter, initialization, orthogonal, dropout, layerNormalization);
      if (layerNormalization && !resetAfter) {
        throw new InvalidSettingException(
            "layerNormalization", "must be false with resetAfter: false");
      }
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      return new dev.ensayo.backend.extension.Gru.Builder()
          .resetAfter(resetAfter)
          .layerNormalization(layerNormalization)
          .activation(InDeeplearning4j.activation(Activation.TANH));
    }

    /** Without layer normalization. */
    public Gru(
        int units,
        boolean resetAfter,
        Initialization initialization,
        boolean orthogonal,
        double dropout) {
      this(units, resetAfter, initialization, orthogonal, dropout, false);
    }
  }
}
