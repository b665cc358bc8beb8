package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableListMultimap;
import java.util.Optional;

/** Something to be measured. */
interface Workload {
  /** What {@code benchmarks/run} calls it; the rows of its figures begin with it. */
  String name();

  /** What does it. */
  String engine();

  /** How many threads it may use. */
  default int threads() {
    return 1;
  }

  /** Whether one measurement holds all values, so that it is not repeated. */
  default boolean measuredOnce() {
    return false;
  }

  /** What is missing here to measure it, and how to provide it; empty where nothing is. */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Measures.
   *
   * @return values of each figure; one each unless {@link #measuredOnce}
   * @throws MeasurementException if that cannot be done
   */
  ImmutableListMultimap<Figure, Double> measure(Effort effort);
}
