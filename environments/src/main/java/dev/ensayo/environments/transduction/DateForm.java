package dev.ensayo.environments.transduction;

import static dev.ensayo.environments.transduction.DateLanguage.ENGLISH;
import static dev.ensayo.environments.transduction.DateLanguage.SPANISH;

import com.google.common.base.Splitter;
import java.time.LocalDate;

/**
 * A way to write a date. In each form a text means one date only: a date in numbers alone, which
 * English readers take in two ways, is Spanish here, the day first.
 */
enum DateForm {
  EN_DAY_MONTH(ENGLISH, "D MONTH YEAR"),
  EN_MONTH_DAY(ENGLISH, "MONTH D, YEAR"),
  EN_SHORT_MONTH_DAY(ENGLISH, "MON D, YEAR"),
  EN_DAY_SHORT_MONTH(ENGLISH, "D MON YEAR"),
  EN_WEEKDAY(ENGLISH, "WEEKDAY, MONTH D, YEAR"),
  EN_WEEKDAY_DAY(ENGLISH, "WEEKDAY D MONTH YEAR"),
  EN_ORDINAL(ENGLISH, "MONTH ORDINAL, YEAR"),
  EN_ORDINAL_OF(ENGLISH, "the ORDINAL of MONTH YEAR"),
  ES_DAY_MONTH(SPANISH, "D de MONTH de YEAR"),
  ES_DAY_MONTH_DEL(SPANISH, "el D de MONTH del YEAR"),
  ES_SHORT_MONTH(SPANISH, "D MON YEAR"),
  ES_DASHES(SPANISH, "D-MON-YEAR"),
  ES_WEEKDAY(SPANISH, "WEEKDAY, D de MONTH de YEAR"),
  ES_NUMBERS(SPANISH, "D/M/YEAR");

  /** Shows how a form looks: a day whose number is none of a month. */
  private static final LocalDate SAMPLE = LocalDate.of(2001, 3, 23);

  private static final int FIRST_TEEN = 11;
  private static final int LAST_TEEN = 13;
  private static final int TEN = 10;

  private final DateLanguage language;
  private final String pattern;

  DateForm(DateLanguage language, String pattern) {
    this.language = language;
    this.pattern = pattern;
  }

  DateLanguage language() {
    return language;
  }

  /** A date in this form. */
  String write(LocalDate date) {
    StringBuilder text = new StringBuilder();
    // Word by word, for a month may contain what stands for something else.
    for (String piece :
        Splitter.onPattern("(?<![A-Z])(?=[A-Z])|(?<=[A-Z])(?![A-Z])").split(pattern)) {
      text.append(piece(piece, date));
    }
    return text.toString();
  }

  private String piece(String piece, LocalDate date) {
    return switch (piece) {
      case "D" -> Integer.toString(date.getDayOfMonth());
      case "M" -> Integer.toString(date.getMonthValue());
      case "MONTH" -> language.month(date.getMonth());
      case "MON" -> language.shortMonth(date.getMonth());
      case "WEEKDAY" -> language.day(date.getDayOfWeek());
      case "ORDINAL" -> date.getDayOfMonth() + ordinal(date.getDayOfMonth());
      case "YEAR" -> Integer.toString(date.getYear());
      default -> piece;
    };
  }

  private static String ordinal(int day) {
    boolean isTeen = day >= FIRST_TEEN && day <= LAST_TEEN;
    return switch (isTeen ? 0 : day % TEN) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }

  /** What it looks like. */
  String sample() {
    return write(SAMPLE);
  }
}
