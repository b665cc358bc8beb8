package dev.ensayo.serving.monitor;

import java.util.Map;

/**
 * What one row was answered.
 *
 * @param predicted the class, or the number as text
 * @param confidence the probability of that class; NaN of numbers
 * @param fields of what was asked
 */
record Told(String predicted, double confidence, Map<String, String> fields) {
  /** The number that was told. */
  double number() {
    return Double.parseDouble(predicted);
  }

  /** Whether a number that was told is one. */
  boolean isFinite() {
    return Double.isFinite(number());
  }
}
