package dev.ensayo.environments.transduction;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Settings of {@link Dates}. */
public record DatesConfig(
    @Setting(value = "languages that dates are written in", defaultValue = "[english, spanish]")
        List<DateLanguage> languages,
    @Setting(value = "first year", defaultValue = "1900", min = 1000, max = 9999) int from,
    @Setting(value = "last year", defaultValue = "2099", min = 1000, max = 9999) int to,
    @Setting(
            value = "how many different dates there are",
            defaultValue = "{train: 10000, valid: 1000, test: 2000}")
        PartSizes examples,
    @Setting(
            value = "seed of the dates, which are the same for all seeds of a study",
            defaultValue = "1")
        long seed) {
  public DatesConfig {
    Settings.check(DatesConfig.class, languages, from, to, examples, seed);
    languages = languages.stream().distinct().toList();
    if (languages.isEmpty()) {
      throw new InvalidSettingException("languages", "must name one: english or spanish");
    }
    if (to < from) {
      throw new InvalidSettingException("to", "must be at least from, " + from + ", not " + to);
    }
  }
}
