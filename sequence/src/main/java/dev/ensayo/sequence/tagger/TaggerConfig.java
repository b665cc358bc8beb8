package dev.ensayo.sequence.tagger;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.config.Unwrapped.Here;
import dev.ensayo.sequence.labelling.RecurrentLabelling;

/** Settings of {@link TaggerProvider}. */
public record TaggerConfig(
    @Unwrapped(
            @Here(
                key = "bidirectional",
                value =
                    "whether each layer also reads the text from its end, with weights of its own"
                        + " (Schuster and Paliwal, 1997), so that a word is known by both sides",
                defaultValue = "true"))
        RecurrentLabelling labelling) {
  public TaggerConfig {
    Settings.check(TaggerConfig.class, labelling);
  }
}
