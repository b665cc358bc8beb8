package dev.ensayo.sequence.transformer;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.text.ScoringBound;
import java.util.OptionalInt;

/** How {@link ContextScorer} walks a split. */
public record ContextScoring(
    @Setting(
            value =
                "tokens from the beginning of one window to that of the next, at most context; half"
                    + " the context unless given, so that every token has at least half a context"
                    + " before it",
            min = 1,
            unit = "tokens")
        OptionalInt stride,
    @Unwrapped ScoringBound bound) {
  public ContextScoring {
    Settings.check(ContextScoring.class, stride, bound);
  }
}
