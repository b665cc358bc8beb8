package dev.ensayo.sequence.tagger;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.labelling.RecurrentLabelling;

/** Settings of {@link TaggerProvider}. */
public record TaggerConfig(@Unwrapped RecurrentLabelling labelling) {
  public TaggerConfig {
    Settings.check(TaggerConfig.class, labelling);
  }
}
