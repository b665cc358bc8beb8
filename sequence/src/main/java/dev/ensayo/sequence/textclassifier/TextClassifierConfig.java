package dev.ensayo.sequence.textclassifier;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.sequence.labelling.RecurrentLabelling;

/** Settings of {@link TextClassifierProvider}. */
public record TextClassifierConfig(
    @Unwrapped RecurrentLabelling labelling,
    @Setting(
            value =
                "what of the hidden states h_t the class is told from: the last, or each unit's"
                    + " mean or maximum over the text",
            defaultValue = "last")
        Pooling pooling) {
  public TextClassifierConfig {
    Settings.check(TextClassifierConfig.class, labelling, pooling);
  }
}
