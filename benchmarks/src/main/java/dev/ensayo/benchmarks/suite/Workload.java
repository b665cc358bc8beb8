package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableListMultimap;

/** Something to be measured. */
interface Workload {
  /** What {@code benchmarks/run} calls it; the rows of its figures begin with it. */
  String name();

  /** What does it. */
  String engine();

  /** Whether one measurement holds all values, so that it is not repeated. */
  default boolean measuredOnce() {
    return false;
  }

  /**
   * Measures.
   *
   * @return values of each figure; one each unless {@link #measuredOnce}
   * @throws MeasurementException if that cannot be done
   */
  ImmutableListMultimap<Figure, Double> measure(Effort effort);
}
