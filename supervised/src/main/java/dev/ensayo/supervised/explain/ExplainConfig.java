package dev.ensayo.supervised.explain;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.study.Language;

/** Options of {@code explain}. */
public record ExplainConfig(
    @Setting(
            value = "number of the example in the training part, counted from 1",
            defaultValue = "1",
            min = 1)
        int example,
    @Setting(value = "language of the tables: en or es", defaultValue = "en") String lang) {
  public ExplainConfig {
    Settings.check(ExplainConfig.class, example, lang);
    ToldWords.language(lang);
  }

  /** The language. */
  Language language() {
    return ToldWords.language(lang);
  }
}
