package dev.ensayo.environments.transduction;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;

/** How many examples are drawn; no source is drawn twice. */
public record PartSizes(
    @Setting(value = "examples to learn from", min = 1, max = 10_000_000) int train,
    @Setting(value = "examples to choose by", min = 1, max = 1_000_000) int valid,
    @Setting(value = "examples to look at last", min = 0, max = 1_000_000) int test) {
  public PartSizes {
    Settings.check(PartSizes.class, train, valid, test);
  }

  int of(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALID -> valid;
      case TEST -> test;
    };
  }

  int all() {
    return train + valid + test;
  }
}
