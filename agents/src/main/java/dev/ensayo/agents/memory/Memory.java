package dev.ensayo.agents.memory;

import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Recurrence;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.ScanSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Refused;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import java.util.Collections;
import java.util.List;

/**
 * Recurrent layers over the encoded observation, in the place of hidden ones, and how far back they
 * are learned through.
 */
@Refused(
    key = "bidirectional",
    reason = "an agent acts step by step and has not seen the steps that come after")
public record Memory(
    @Setting(
            value =
                "what the recurrent layers are made of; zips with gru, min-gru or min-lstm need"
                    + " ensayo-layers",
            defaultValue = "gru")
        Class<? extends RecurrentSpec> cell,
    @Setting(
            value = "U: length of each layer's hidden state",
            defaultValue = "64",
            min = 1,
            max = 65536,
            unit = "units")
        int units,
    @Setting(value = "recurrent layers", defaultValue = "1", min = 1, max = 100, unit = "layers")
        int layers,
    @Setting(
            value =
                "steps that the gradient goes back through; no more than an episode's step limit",
            defaultValue = "16",
            min = 1,
            max = 65536,
            unit = "environment steps")
        int window) {
  public Memory {
    Settings.check(Memory.class, cell, units, layers, window);
  }

  /**
   * The layers from input to output.
   *
   * @param initialization distribution of the initial weights, input and recurrent where there are
   *     any; the rows of orthogonal recurrent weights are so for each gate
   */
  public List<RecurrentSpec> specs(Initialization initialization) {
    boolean orthogonal =
        initialization == Initialization.ORTHOGONAL && !ScanSpec.class.isAssignableFrom(cell);
    RecurrentSpec spec =
        RecurrentSpec.of(cell, new Recurrence(units, initialization, orthogonal, 0, false));
    return Collections.nCopies(layers, spec);
  }

  /**
   * Checks it against a process.
   *
   * @throws InvalidSettingException for {@code memory.window} if no episode is that long
   */
  public void check(DecisionProcessSpec process) {
    if (process.stepLimit() > 0 && window > process.stepLimit()) {
      throw new InvalidSettingException(
          "memory.window",
          "must not be longer than an episode, which ends after "
              + process.stepLimit()
              + " steps at the latest, not "
              + window);
    }
  }
}
