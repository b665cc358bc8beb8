package dev.ensayo.environments.drawing;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** How much writings of one character differ; see {@link Hand}. */
public record Handwriting(
    @Setting(
            value = "largest rotation to either side",
            defaultValue = "12",
            min = 0,
            max = 180,
            unit = "degrees")
        double rotate,
    @Setting(
            value = "largest slant to either side: sideways for each unit upwards",
            defaultValue = "0.25",
            min = 0,
            max = 2)
        double slant,
    @Setting(
            value =
                "largest change of width and of height, each by itself: 0.2 for factors 0.8 to 1.2",
            defaultValue = "0.18",
            min = 0,
            max = 0.9)
        double scale,
    @Setting(
            value = "largest shift along each axis",
            defaultValue = "0.06",
            min = 0,
            max = 1,
            unit = "sides of the picture")
        double shift,
    @Setting(
            value = "standard deviation of the elastic displacement of a point",
            defaultValue = "0.03",
            min = 0,
            max = 0.5,
            unit = "sides of the picture")
        double elastic,
    @Setting(
            value = "thickness of the thinnest pen",
            defaultValue = "0.05",
            min = 0,
            max = 0.5,
            minExcluded = true,
            unit = "sides of the picture")
        double thinnest,
    @Setting(
            value = "thickness of the thickest pen",
            defaultValue = "0.12",
            min = 0,
            max = 0.5,
            minExcluded = true,
            unit = "sides of the picture")
        double thickest,
    @Setting(
            value = "brightness of the palest ink, where 1 is full",
            defaultValue = "0.7",
            min = 0,
            max = 1,
            minExcluded = true)
        double palest,
    @Setting(
            value = "standard deviation of the noise on each pixel, in units of the full range",
            defaultValue = "0.03",
            min = 0,
            max = 1)
        double noise) {
  public Handwriting {
    Settings.check(
        Handwriting.class, rotate, slant, scale, shift, elastic, thinnest, thickest, palest, noise);
    if (thinnest > thickest) {
      throw new InvalidSettingException(
          "thinnest", "%s is more than thickest, %s".formatted(thinnest, thickest));
    }
  }
}
