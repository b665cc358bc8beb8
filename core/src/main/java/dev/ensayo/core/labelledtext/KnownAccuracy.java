package dev.ensayo.core.labelledtext;

/** Kinds of models whose best accuracy is known where it is known how texts were made. */
public enum KnownAccuracy {
  /** Any model. */
  BEST("best_accuracy"),
  /**
   * One that knows which tokens a text has and how often, and not in which order; of tagged texts
   * one that knows the word alone.
   */
  WITHOUT_ORDER("best_accuracy_without_order"),
  /** One that reads from left to right and answers before it has seen what comes later. */
  LEFT_TO_RIGHT("best_accuracy_left_to_right");

  private final String metric;

  KnownAccuracy(String metric) {
    this.metric = metric;
  }

  /** Its name as a metric, after {@code valid/} or {@code test/}. */
  public String metric() {
    return metric;
  }
}
