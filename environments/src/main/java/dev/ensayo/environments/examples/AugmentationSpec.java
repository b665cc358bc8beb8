package dev.ensayo.environments.examples;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Augmentation}; by default nothing is distorted. */
public record AugmentationSpec(
    @Setting(
            value = "longest shift along each axis, by whole pixels",
            defaultValue = "0",
            min = 0,
            unit = "pixels")
        int shift,
    @Setting(
            value = "largest rotation to either side",
            defaultValue = "0",
            min = 0,
            max = 180,
            unit = "degrees")
        double rotate,
    @Setting(
            value = "largest change of size: 0.1 for factors 0.9 to 1.1",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double scale,
    @Setting(value = "mirroring, each with probability one half", defaultValue = "none") Flip flip,
    @Setting(
            value = "smallest share of each side that a random crop keeps, stretched to full size",
            defaultValue = "1",
            min = 0,
            max = 1,
            minExcluded = true)
        double crop,
    @Setting(
            value =
                "standard deviation of Gaussian noise on each pixel, in units of the full range",
            defaultValue = "0",
            min = 0,
            max = 1)
        double noise,
    @Setting(
            value = "largest change of brightness to either side, in units of the full range",
            defaultValue = "0",
            min = 0,
            max = 1)
        double brightness,
    @Setting(
            value = "side of the square that is blanked, its centre anywhere; 0 for none",
            defaultValue = "0",
            min = 0,
            unit = "pixels")
        int cutout,
    @Setting(value = "what is seen beyond the edges of the picture", defaultValue = "black")
        Fill fill) {
  /** Which mirrorings there may be. */
  public enum Flip {
    NONE,
    /** Left and right. */
    HORIZONTAL,
    /** Up and down. */
    VERTICAL,
    /** Each of the two by itself. */
    BOTH;

    boolean horizontal() {
      return this == HORIZONTAL || this == BOTH;
    }

    boolean vertical() {
      return this == VERTICAL || this == BOTH;
    }
  }

  /** What lies beyond the edges. */
  public enum Fill {
    /** Level 0. */
    BLACK,
    /** The nearest pixel. */
    EDGE
  }

  public AugmentationSpec {
    Settings.check(
        AugmentationSpec.class, shift, rotate, scale, flip, crop, noise, brightness, cutout, fill);
  }

  /** Whether anything is distorted. */
  public boolean isActive() {
    return shift > 0
        || rotate > 0
        || scale > 0
        || flip != Flip.NONE
        || crop < 1
        || noise > 0
        || brightness > 0
        || cutout > 0;
  }
}
