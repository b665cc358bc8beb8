package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

/**
 * A recurrent layer without recurrent weights: its gates see the input alone, so that a window
 * takes one product and a scan, number by number (Feng et al., "Were RNNs all we needed?", 2024).
 * See {@link dev.ensayo.backend.extension.MinimalRecurrent}.
 */
public interface ScanSpec extends RecurrentSpec {
  /**
   * Refuses what is of recurrent weights.
   *
   * @throws InvalidSettingException naming the setting
   */
  private static void check(String name, Recurrence recurrence) {
    if (recurrence.orthogonal()) {
      throw new InvalidSettingException(
          "orthogonal", "must be false: " + name + " has no recurrent weights");
    }
    if (recurrence.layerNormalization()) {
      throw new InvalidSettingException(
          "layerNormalization",
          "must be false: " + name + " has no such form, use rnn, lstm or gru");
    }
  }

  /** {@link dev.ensayo.backend.extension.MinGru}. */
  @Choice(
      value = "min-gru",
      summary = "a gated unit without recurrent weights; its zip needs ensayo-layers")
  record MinGru(
      @Unwrapped Recurrence recurrence,
      @Setting(
              value = "whether candidates are positive, as in the paper's log-space form",
              defaultValue = "true",
              after = "units")
          boolean positive,
      @Setting(
              value = "minus the initial bias of the update gate",
              defaultValue = "1",
              after = "positive")
          double forgetBias)
      implements ScanSpec {
    public MinGru {
      Settings.check(MinGru.class, recurrence, positive, forgetBias);
      check("min-gru", recurrence);
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      return new dev.ensayo.backend.extension.MinGru.Builder()
          .positive(positive)
          .forgetBias(forgetBias)
          .activation(InDeeplearning4j.activation(Activation.IDENTITY));
    }
  }

  /** {@link dev.ensayo.backend.extension.MinLstm}. */
  @Choice(
      value = "min-lstm",
      summary = "forget and input gate without recurrent weights; its zip needs ensayo-layers")
  record MinLstm(
      @Unwrapped Recurrence recurrence,
      @Setting(
              value = "whether candidates are positive, as in the paper's log-space form",
              defaultValue = "true",
              after = "units")
          boolean positive,
      @Setting(value = "initial bias of the forget gate", defaultValue = "1", after = "positive")
          double forgetBias)
      implements ScanSpec {
    public MinLstm {
      Settings.check(MinLstm.class, recurrence, positive, forgetBias);
      check("min-lstm", recurrence);
    }

    @Override
    public BaseRecurrentLayer.Builder<?> cell() {
      return new dev.ensayo.backend.extension.MinLstm.Builder()
          .positive(positive)
          .forgetBias(forgetBias)
          .activation(InDeeplearning4j.activation(Activation.IDENTITY));
    }
  }
}
