package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** One lags behind. */
@Choice(value = "one-slow", summary = "all workers at speed 1 but the last")
public record OneSlowSpeeds(
    @Setting(
            value = "speed of the last worker",
            defaultValue = "0.25",
            min = 0,
            minExcluded = true,
            max = 1)
        double speed)
    implements Speeds {
  public OneSlowSpeeds {
    Settings.check(OneSlowSpeeds.class, speed);
  }

  @Override
  public double[] of(int workers) {
    double[] speeds = new EqualSpeeds().of(workers);
    speeds[workers - 1] = speed;
    return speeds;
  }
}
