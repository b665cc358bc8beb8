package dev.ensayo.environments.transduction;

import com.google.common.collect.ImmutableList;
import java.time.DayOfWeek;
import java.time.Month;

/** What months and days are called, written here so that no version of Java writes others. */
public enum DateLanguage {
  /** English. */
  ENGLISH(
      "January February March April May June July August September October November December",
      "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
      "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
  /** Spanish. */
  SPANISH(
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "ene feb mar abr may jun jul ago sep oct nov dic",
      "lunes martes miércoles jueves viernes sábado domingo");

  private final ImmutableList<String> months;
  private final ImmutableList<String> shortMonths;
  private final ImmutableList<String> days;

  DateLanguage(String months, String shortMonths, String days) {
    this.months = ImmutableList.copyOf(months.split(" "));
    this.shortMonths = ImmutableList.copyOf(shortMonths.split(" "));
    this.days = ImmutableList.copyOf(days.split(" "));
  }

  String month(Month month) {
    return months.get(month.getValue() - 1);
  }

  /** Three letters. */
  String shortMonth(Month month) {
    return shortMonths.get(month.getValue() - 1);
  }

  String day(DayOfWeek day) {
    return days.get(day.getValue() - 1);
  }
}
