package dev.ensayo.core.environment;

import java.util.Locale;

/** A part of a data set; no example or token is in two of them. */
public enum Split {
  /** What is learned from. */
  TRAIN,
  /** What settings are chosen and training is stopped by. */
  VALID,
  /** What is looked at last. */
  TEST;

  /** The name in metrics and settings: train, valid, test. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
