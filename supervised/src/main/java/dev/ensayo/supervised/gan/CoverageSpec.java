package dev.ensayo.supervised.gan;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** How samples are judged in a test. */
public record CoverageSpec(
    @Setting(
            value = "samples of a test",
            defaultValue = "1000",
            min = 1,
            max = 1_000_000,
            unit = "samples")
        int samples,
    @Setting(
            value = "a mode is covered if at least such a share of the samples is good and its own",
            defaultValue = "0.01",
            min = 0,
            minExcluded = true,
            max = 1)
        double leastShare,
    @Setting(
            value =
                "training examples that samples are compared with, where the modes are not known"
                    + " exactly",
            defaultValue = "1000",
            min = 2,
            max = 100_000,
            unit = "examples")
        int references) {
  public CoverageSpec {
    Settings.check(CoverageSpec.class, samples, leastShare, references);
  }
}
