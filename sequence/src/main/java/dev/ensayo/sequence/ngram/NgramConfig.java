package dev.ensayo.sequence.ngram;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.sequence.text.ScoringBound;
import dev.ensayo.sequence.text.ShownSamples;

/** Settings of {@link NgramTraining}. */
public record NgramConfig(
    @Setting(
            value = "n: a token is predicted from the n − 1 before it",
            defaultValue = "5",
            min = 1,
            max = 64,
            unit = "tokens")
        int order,
    @Setting(
            value =
                "modified Kneser-Ney: discounts of their own for counts of 1, 2 and 3 or more"
                    + " instead of one",
            defaultValue = "true")
        boolean modified,
    @Setting("how much of the validation and the test part is scored") ScoringBound scoring,
    @Setting("text that the finished model writes for the report") ShownSamples samples) {
  public NgramConfig {
    Settings.check(NgramConfig.class, order, modified, scoring, samples);
  }
}
