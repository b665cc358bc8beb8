package dev.ensayo.benchmarks.suite;

/** How long a measurement takes. */
enum Effort {
  /** In a process of its own, warmed up. */
  FULL,
  /** As briefly as possible in this process: shows that it works, measures nothing. */
  TRIAL
}
