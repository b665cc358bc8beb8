package dev.ensayo.sequence.autoregression;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

/** Settings of {@code autoregression}. */
public record AutoregressionConfig(
    @Setting(
            value = "last moments that are regressed on; the environment's window if absent",
            min = 1,
            max = 10_000,
            unit = "moments")
        OptionalInt lags,
    @Setting(
            value =
                "λ: penalty on the squared weights of scaled columns, beside the mean squared error",
            defaultValue = "0",
            min = 0)
        double ridge) {
  public AutoregressionConfig {
    Settings.check(AutoregressionConfig.class, lags, ridge);
  }
}
