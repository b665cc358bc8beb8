package dev.ensayo.agents.replay;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of a {@link ReplayBuffer}. */
public record ReplaySpec(
    @Setting(
            value = "items kept; the newest replaces the oldest",
            defaultValue = "10000",
            min = 1,
            max = 100_000_000,
            unit = "transitions")
        int capacity,
    @Setting(value = "which stored items are learned from", defaultValue = "uniform")
        SamplerSpec sampler) {
  public ReplaySpec {
    Settings.check(ReplaySpec.class, capacity, sampler);
  }
}
