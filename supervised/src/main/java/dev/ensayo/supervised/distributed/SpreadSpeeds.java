package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Arrays;

/** From fast to slow in even steps. */
@Choice(value = "spread", summary = "from 1 for the first worker in even steps to the slowest")
public record SpreadSpeeds(
    @Setting(
            value = "speed of the last worker",
            defaultValue = "0.5",
            min = 0,
            minExcluded = true,
            max = 1)
        double slowest)
    implements Speeds {
  public SpreadSpeeds {
    Settings.check(SpreadSpeeds.class, slowest);
  }

  @Override
  public double[] of(int workers) {
    double[] speeds = new double[workers];
    Arrays.setAll(speeds, i -> i == 0 ? 1 : 1 - (1 - slowest) * i / (workers - 1));
    return speeds;
  }
}
