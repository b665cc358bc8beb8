package dev.ensayo.supervised.detector;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Factors of the terms of a {@link DetectorLoss}. */
public record LossWeights(
    @Setting(
            value = "λ_coord: of the errors of places and sizes",
            defaultValue = "5",
            min = 0,
            max = 1e6)
        double box,
    @Setting(
            value = "of the objectness of boxes that have an object",
            defaultValue = "1",
            min = 0,
            max = 1e6)
        double object,
    @Setting(
            value = "λ_noobj: of the objectness of boxes that have none",
            defaultValue = "0.5",
            min = 0,
            max = 1e6)
        double noObject,
    @Setting(value = "of the classes", defaultValue = "1", min = 0, max = 1e6) double classes) {
  public LossWeights {
    Settings.check(LossWeights.class, box, object, noObject, classes);
  }
}
