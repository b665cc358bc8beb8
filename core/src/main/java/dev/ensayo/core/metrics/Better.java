package dev.ensayo.core.metrics;

/** Which direction of a metric is better. */
public enum Better {
  HIGHER,
  LOWER
}
