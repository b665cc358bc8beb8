package dev.ensayo.sequence.textclassifier;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.labelling.RecurrentLabelling;

/** Settings of {@link TextClassifierProvider}. */
public record TextClassifierConfig(@Unwrapped RecurrentLabelling labelling) {
  public TextClassifierConfig {
    Settings.check(TextClassifierConfig.class, labelling);
  }
}
