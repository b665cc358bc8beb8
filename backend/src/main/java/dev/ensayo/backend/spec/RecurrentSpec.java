package dev.ensayo.backend.spec;

import dev.ensayo.backend.extension.NormalizedLstm;
import dev.ensayo.backend.extension.NormalizedRnn;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;

/**
 * One recurrent layer of a {@link SequenceNetworkSpec}: a record with a {@link Choice} and with
 * {@link Recurrence} unwrapped into it, which a {@link dev.ensayo.core.config.ChoiceProvider}
 * names; those of this room are in {@link CellChoices}. {@code docs/adding-a-layer.md} adds one.
 *
 * <p>Dropout drops the layer's <em>inputs</em>, never what goes from step to step (Zaremba et al.,
 * "Recurrent neural network regularization", 2014).
 */
public interface RecurrentSpec {
  /** What it shares with the others. */
  Recurrence recurrence();

  /**
   * What it is for Deeplearning4j, but for the sizes, initial weights and dropout, which are set
   * for all cells alike.
   */
  BaseRecurrentLayer.Builder<?> cell();

  /** Length U of the hidden state. */
  default int units() {
    return recurrence().units();
  }

  /** Numbers of an output at one step: U, or 2·U of a bidirectional layer. */
  default int outputs() {
    return recurrence().outputs();
  }

  /** Probability of dropping each input of the layer while training. */
  default double dropout() {
    return recurrence().dropout();
  }

  /**
   * A layer of a kind that is known by its name alone; its own settings have their defaults.
   *
   * @throws InvalidSettingException if the kind refuses what is shared
   */
  static RecurrentSpec of(Class<? extends RecurrentSpec> kind, Recurrence recurrence) {
    try {
      Record bound =
          ConfigBinder.bind(ConfigUnbinder.unbind(recurrence), "", kind.asSubclass(Record.class));
      return (RecurrentSpec) bound;
    } catch (ConfigException e) {
      Problem problem = e.problems().get(0);
      throw new InvalidSettingException(problem.path(), problem.message());
    }
  }

  /** h = function(x·W + h₋·U + b) (Elman, 1990). */
  @Choice(value = "rnn", summary = "a vanilla recurrent layer")
  record SimpleRnn(
      @Unwrapped Recurrence recurrence,
      @Setting(value = "tanh or relu", defaultValue = "tanh", after = "units")
          Activation activation)
      implements RecurrentSpec {
    public SimpleRnn {
      Settings.check(SimpleRnn.class, recurrence, activation);
      if (activation != Activation.TANH && activation != Activation.RELU) {
        throw new InvalidSettingException(
            "activation", "must be tanh or relu, not " + Settings.label(activation));
      }
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      BaseRecurrentLayer.Builder<?> cell =
          recurrence.layerNormalization()
              ? new NormalizedRnn.Builder()
              : new org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn.Builder();
      cell.activation(InDeeplearning4j.activation(activation));
      return cell;
    }
  }

  /** Long short-term memory with forget gate (Gers et al., "Learning to forget", 2000). */
  @Choice(value = "lstm", summary = "long short-term memory")
  record Lstm(
      @Unwrapped Recurrence recurrence,
      @Setting(value = "initial bias of the forget gate", defaultValue = "1", after = "units")
          double forgetBias)
      implements RecurrentSpec {
    public Lstm {
      Settings.check(Lstm.class, recurrence, forgetBias);
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      BaseRecurrentLayer.Builder<?> cell =
          recurrence.layerNormalization()
              ? new NormalizedLstm.Builder().forgetBias(forgetBias)
              : new LSTM.Builder().forgetGateBiasInit(forgetBias);
      cell.activation(InDeeplearning4j.activation(Activation.TANH));
      return cell;
    }
  }

  /** Gated recurrent unit (Cho et al., 2014); see {@link dev.ensayo.backend.extension.Gru}. */
  @Choice(value = "gru", summary = "a gated recurrent unit; its zip needs ensayo-layers")
  record Gru(
      @Unwrapped Recurrence recurrence,
      @Setting(
              value = "whether the reset gate comes after the recurrent product, as in cuDNN",
              defaultValue = "true",
              after = "units")
          boolean resetAfter)
      implements RecurrentSpec {
    public Gru {
      Settings.check(Gru.class, recurrence, resetAfter);
      if (recurrence.layerNormalization() && !resetAfter) {
        throw new InvalidSettingException(
            "layerNormalization", "must be false with resetAfter: false");
      }
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      return new dev.ensayo.backend.extension.Gru.Builder()
          .resetAfter(resetAfter)
          .layerNormalization(recurrence.layerNormalization())
          .activation(InDeeplearning4j.activation(Activation.TANH));
    }
  }
}
