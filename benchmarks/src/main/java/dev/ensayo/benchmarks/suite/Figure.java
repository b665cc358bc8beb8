package dev.ensayo.benchmarks.suite;

/**
 * A number that is measured; a row of the table.
 *
 * @param workload what is done
 * @param engine what does it; {@code -} where there is no choice
 * @param threads how many threads it uses
 * @param unit of the number
 */
record Figure(String workload, String engine, int threads, String unit) {
  /** A figure of one thread. */
  static Figure of(String workload, String engine, String unit) {
    return new Figure(workload, engine, 1, unit);
  }
}
