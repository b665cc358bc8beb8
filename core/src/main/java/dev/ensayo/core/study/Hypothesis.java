package dev.ensayo.core.study;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is expected of a variant before it is run. */
public record Hypothesis(
    @Setting("the variant it is about") String variant,
    @Setting("what its scores are expected to be: better, worse, or the same") Expectation expect,
    @Setting("than what; where it is left out, what the variant is compared with anyway")
        Optional<String> than,
    @Setting(
            value =
                "better or worse by more than this, 0 where it is left out; the same within so much"
                    + " to either side",
            unit = "of the score")
        OptionalDouble by) {
  /** What is expected. */
  public enum Expectation {
    BETTER,
    WORSE,
    SAME
  }

  public Hypothesis {
    Settings.check(Hypothesis.class, variant, expect, than, by);
    if (expect == Expectation.SAME && by.isEmpty()) {
      throw new InvalidSettingException(
          "by", "is missing: say how much counts as the same, like by: 5");
    }
    double margin = by.orElse(0);
    if (margin < 0 || (expect == Expectation.SAME && margin == 0)) {
      throw new InvalidSettingException(
          "by",
          "must be "
              + (expect == Expectation.SAME ? "above 0" : "0 or more")
              + ", not "
              + by.getAsDouble());
    }
  }

  /** What counts as a difference, in units of the score; above 0 for the same. */
  public double margin() {
    return by.orElse(0);
  }
}
