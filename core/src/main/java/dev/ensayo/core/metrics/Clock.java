package dev.ensayo.core.metrics;

import java.util.Locale;

/** What a metric's {@code step} counts. */
public enum Clock {
  /** Steps taken in the training environment. */
  ENVIRONMENT_STEP("environmentSteps"),
  /** Parameter updates. */
  UPDATE("updates"),
  /** Passes over the training data. */
  EPOCH("epochs"),
  /** Tokens learned from. */
  TOKEN("tokens");

  private final String budgetKey;

  Clock(String budgetKey) {
    this.budgetKey = budgetKey;
  }

  /** The name in {@code metrics.csv}, such as {@code environment_step}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The key of a study's budget that is measured on this clock, such as environmentSteps. */
  public String budgetKey() {
    return budgetKey;
  }
}
