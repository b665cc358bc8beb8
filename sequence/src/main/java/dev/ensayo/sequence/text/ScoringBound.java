package dev.ensayo.sequence.text;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.Tokens;
import java.util.OptionalInt;

/** How much of what is held out is looked at by tests. */
public record ScoringBound(
    @Setting(
            value =
                "of the validation and of the test part only the first so many tokens are scored,"
                    + " the same at each test; all of them unless given",
            min = 1,
            unit = "tokens")
        OptionalInt maximumTokens) {
  public ScoringBound {
    Settings.check(ScoringBound.class, maximumTokens);
  }

  /** What is looked at of a part. */
  Tokens of(Tokens part) {
    return maximumTokens.isPresent() && maximumTokens.getAsInt() < part.length()
        ? part.part(0, maximumTokens.getAsInt())
        : part;
  }
}
