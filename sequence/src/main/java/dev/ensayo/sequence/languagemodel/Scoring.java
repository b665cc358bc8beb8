package dev.ensayo.sequence.languagemodel;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.text.ScoringBound;

/** How {@link SplitScorer} walks a split. */
public record Scoring(
    @Setting(
            value =
                "most streams that a split is cut into to be scored side by side; 1 scores it in"
                    + " one piece",
            defaultValue = "32",
            min = 1,
            max = 4096,
            unit = "streams")
        int streams,
    @Setting(
            value =
                "tokens before its first that a stream reads to get its state; they do not count"
                    + " there",
            defaultValue = "128",
            min = 0,
            max = 1_000_000,
            unit = "tokens")
        int warmUp,
    @Unwrapped ScoringBound bound) {
  public Scoring {
    Settings.check(Scoring.class, streams, warmUp, bound);
  }
}
