package dev.ensayo.environments.images;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;

/** Settings of what the numbers in IDX files mean; by default what they mean in MNIST. */
public record IdxReading(
    @Setting(
            value = "the label of the first class; 1 for EMNIST's letters",
            defaultValue = "0",
            min = 0)
        int firstLabel,
    @Setting(
            value = "whether images are stored column by column, as EMNIST's are",
            defaultValue = "false")
        boolean transposed,
    @Setting(
            value =
                "the number that stands for white, 0 for black; if absent 255 for whole numbers and"
                    + " 1 for fractions",
            min = 0,
            minExcluded = true)
        OptionalDouble white) {
  public IdxReading {
    Settings.check(IdxReading.class, firstLabel, transposed, white);
  }

  /** Whether nothing was set. */
  boolean isUsual() {
    return equals(Settings.defaults(IdxReading.class));
  }
}
