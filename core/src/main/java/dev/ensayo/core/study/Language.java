package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a report can be written in. */
public enum Language {
  ENGLISH(Locale.ENGLISH),
  SPANISH(Locale.forLanguageTag("es"));

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** What dates and upper case letters follow. */
  public Locale locale() {
    return locale;
  }

  /** Its code after ISO 639-1, as in a study and in {@code <html lang="…">}. */
  public String tag() {
    return locale.getLanguage();
  }

  /** That of a code; empty if there is none. */
  public static Optional<Language> of(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
  }

  /** That of a place in the world; English for people whose language is not among them. */
  public static Language of(Locale locale) {
    return of(locale.getLanguage()).orElse(ENGLISH);
  }

  /** The codes of all. */
  public static ImmutableList<String> tags() {
    return Arrays.stream(values()).map(Language::tag).collect(ImmutableList.toImmutableList());
  }
}
