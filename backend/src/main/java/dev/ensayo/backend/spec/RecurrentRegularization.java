package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.util.List;

/**
 * What regularizes recurrent layers beside ordinary dropout of their inputs (Merity, Keskar and
 * Socher, "Regularizing and optimizing LSTM language models", 2018).
 *
 * @param lockedDropout whether each sequence has one mask for all steps of a window, wherever
 *     something is dropped, instead of one for each step (Gal and Ghahramani, "A theoretically
 *     grounded application of dropout in recurrent neural networks", 2016; section 4.2)
 * @param recurrentWeightDropout probability of dropping each recurrent weight, by one mask for all
 *     steps and sequences of a window (DropConnect; section 2)
 * @param activationRegularization α: α·mean h² of the last recurrent layer, after the dropout of
 *     what it puts out, is added to what is minimized (AR; section 4.6)
 * @param temporalActivationRegularization β: β·mean (h_t − h_{t+1})² of that layer, before the
 *     dropout, is added (TAR; section 4.6)
 */
public record RecurrentRegularization(
    @Setting(
            value =
                "whether dropout has one mask for all steps of a window in each sequence (Gal and"
                    + " Ghahramani, 2016) instead of one for each step",
            defaultValue = "false")
        boolean lockedDropout,
    @Setting(
            value =
                "probability of dropping each recurrent weight for a window while training"
                    + " (DropConnect; Merity et al., 2018)",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double recurrentWeightDropout,
    @Setting(
            value = "α: adds α·mean h² of the last recurrent layer to the loss (AR)",
            defaultValue = "0",
            min = 0)
        double activationRegularization,
    @Setting(
            value =
                "β: adds β·mean (h of a step − h of the next)² of the last recurrent layer to the"
                    + " loss (TAR)",
            defaultValue = "0",
            min = 0)
        double temporalActivationRegularization) {
  public RecurrentRegularization {
    Settings.check(
        RecurrentRegularization.class,
        lockedDropout,
        recurrentWeightDropout,
        activationRegularization,
        temporalActivationRegularization);
  }

  /** Nothing of all that. */
  public static RecurrentRegularization none() {
    return Settings.defaults(RecurrentRegularization.class);
  }

  /**
   * Checks that an engine can do it.
   *
   * @throws InvalidSettingException for penalties on {@code engine: deeplearning4j}
   */
  public void check(BackendConfig backend) {
    if (backend.engineInUse() == BackendConfig.Engine.DEEPLEARNING4J) {
      checkZero("activationRegularization", activationRegularization);
      checkZero("temporalActivationRegularization", temporalActivationRegularization);
    }
  }

  private static void checkZero(String key, double factor) {
    if (factor > 0) {
      throw new InvalidSettingException(
          key,
          "must be 0 with engine: deeplearning4j, which has no place for a penalty between its"
              + " layers; take engine: compiled");
    }
  }

  /**
   * Checks that what is dropped or penalized is there.
   *
   * @throws InvalidSettingException if recurrent weights are to be dropped and a layer has none, or
   *     if the last layer whose changes are to be small goes both ways
   */
  public void check(List<RecurrentSpec> layers) {
    boolean penalizes = activationRegularization > 0 || temporalActivationRegularization > 0;
    if (penalizes && layers.get(layers.size() - 1).recurrence().bidirectional()) {
      throw new InvalidSettingException(
          activationRegularization > 0
              ? "activationRegularization"
              : "temporalActivationRegularization",
          "must be 0 with bidirectional: true; it is of a layer that goes one way");
    }
    for (RecurrentSpec layer : layers) {
      if (recurrentWeightDropout > 0 && layer instanceof ScanSpec) {
        throw new InvalidSettingException(
            "recurrentWeightDropout",
            "must be 0: "
                + layer.getClass().getAnnotation(Choice.class).value()
                + " has no recurrent weights, use rnn, lstm or gru");
      }
    }
  }
}
