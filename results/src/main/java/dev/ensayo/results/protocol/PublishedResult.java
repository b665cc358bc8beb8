package dev.ensayo.results.protocol;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A number that somebody has published, and which variant of a study is to give it again. */
public record PublishedResult(
    @Setting("the variant whose settings are those of the publication") String variant,
    @Setting("what was published, in the unit of the study's score") double value,
    @Setting("the spread that was published with it, such as a standard deviation over seeds")
        OptionalDouble spread,
    @Setting(value = "how many seeds it was made with, where that was published", min = 1)
        OptionalInt seeds,
    @Setting(
            value =
                "how far from the value an interval may lie that still counts as reaching it: the"
                    + " published spread, else half a unit of the last published digit",
            min = 0)
        double tolerance,
    @Setting(
            value =
                "within: a score on either side of the value beyond the tolerance is outside;"
                    + " at-least-as-good: a better one is inside, too, because another model of the"
                    + " kind was published",
            defaultValue = "within")
        Counts counts) {
  /** What counts as reaching the value. */
  public enum Counts {
    WITHIN,
    AT_LEAST_AS_GOOD
  }

  public PublishedResult {
    Settings.check(PublishedResult.class, variant, value, spread, seeds, tolerance, counts);
    if (spread.isPresent() && spread.getAsDouble() < 0) {
      throw new InvalidSettingException("spread", "must not be negative");
    }
  }
}
