package dev.ensayo.environments.mixture;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link GaussianMixture}. */
public record GaussianMixtureConfig(
    @Setting(value = "how the centers lie: ring, grid or line", defaultValue = "ring")
        ModeLayout layout,
    @Setting(
            value = "normal distributions; a square number for a grid",
            defaultValue = "8",
            min = 2,
            max = 100,
            unit = "modes")
        int modes,
    @Setting(
            value = "of the ring; half a side of the grid, half the line",
            defaultValue = "1",
            min = 0,
            minExcluded = true,
            max = 1000)
        double radius,
    @Setting(
            value = "standard deviation of each mode along each axis",
            defaultValue = "0.05",
            min = 0,
            minExcluded = true,
            max = 1000)
        double deviation,
    @Setting(
            value = "points to learn from",
            defaultValue = "500",
            min = 1,
            max = 100_000,
            unit = "points of each mode")
        int train,
    @Setting(
            value = "points to choose settings by",
            defaultValue = "100",
            min = 0,
            max = 100_000,
            unit = "points of each mode")
        int valid,
    @Setting(
            value = "points to test with",
            defaultValue = "100",
            min = 0,
            max = 100_000,
            unit = "points of each mode")
        int test,
    @Setting(value = "seed of the points, the same in all runs", defaultValue = "0")
        long drawingSeed) {
  public GaussianMixtureConfig {
    Settings.check(
        GaussianMixtureConfig.class,
        layout,
        modes,
        radius,
        deviation,
        train,
        valid,
        test,
        drawingSeed);
    if (!layout.fits(modes)) {
      throw new InvalidSettingException(
          "modes", "must be a square number for a grid, such as 9 or 25, not " + modes);
    }
  }
}
