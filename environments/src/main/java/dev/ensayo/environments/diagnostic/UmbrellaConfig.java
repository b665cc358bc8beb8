package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Umbrella}. */
public record UmbrellaConfig(
    @Setting(
            value = "length N of an episode: so long after the only action that counts is it paid",
            defaultValue = "10",
            min = 1,
            max = 10_000,
            unit = "steps")
        int length,
    @Setting(
            value = "bits of the observation that are drawn anew in each step and mean nothing",
            defaultValue = "5",
            min = 0,
            max = 10_000)
        int distractors,
    @Setting(
            value =
                "features: need, have, time left, distractors; state: an index without the"
                    + " distractors, for tables",
            defaultValue = "features")
        Seen observation) {
  public UmbrellaConfig {
    Settings.check(UmbrellaConfig.class, length, distractors, observation);
  }
}
