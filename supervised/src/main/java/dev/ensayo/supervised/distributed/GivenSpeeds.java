package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Written one by one. */
@Choice(value = "given", summary = "one by one")
public record GivenSpeeds(
    @Setting(value = "speed of each worker", min = 0, minExcluded = true, max = 1e6)
        List<Double> byWorker)
    implements Speeds {
  public GivenSpeeds {
    Settings.check(GivenSpeeds.class, byWorker);
    byWorker = List.copyOf(byWorker);
  }

  @Override
  public double[] of(int workers) {
    if (byWorker.size() != workers) {
      throw new InvalidSettingException(
          "cluster.speeds.byWorker",
          "names " + byWorker.size() + " speeds, and training.workers is " + workers);
    }
    return byWorker.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
