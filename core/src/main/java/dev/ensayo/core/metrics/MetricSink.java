package dev.ensayo.core.metrics;

/** Takes measurements as they are made. Names are {@code group/name}, as {@code eval/return}. */
@FunctionalInterface
public interface MetricSink {
  /** Forgets everything. */
  MetricSink NONE = (clock, step, metric, value) -> {};

  /**
   * Records one value.
   *
   * @param clock what {@code step} counts
   * @param step when, on that clock; at least 0
   * @param metric {@code group/name}
   * @param value any double; NaN and infinities are kept
   */
  void record(Clock clock, long step, String metric, double value);
}
