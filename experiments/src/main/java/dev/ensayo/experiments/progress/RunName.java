package dev.ensayo.experiments.progress;

import dev.ensayo.core.study.RunPlan;

/** What tells the runs of a study apart. */
record RunName(String variant, long seed) {
  static RunName of(RunPlan run) {
    return new RunName(run.variant(), run.seed());
  }

  String words() {
    return variant + " seed " + seed;
  }
}
