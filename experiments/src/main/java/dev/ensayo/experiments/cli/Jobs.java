package dev.ensayo.experiments.cli;

import dev.ensayo.core.study.RunPlan;
import java.util.List;

/** How many runs a command makes side by side. */
final class Jobs {
  private Jobs() {}

  /**
   * What was asked for.
   *
   * @param asked null where nothing was
   * @throws WrongInputException if it makes no sense
   */
  static void check(Integer asked) {
    if (asked != null && asked < 1) {
      throw new WrongInputException("--jobs must be at least 1, not " + asked);
    }
  }

  /** What was asked for, else one for each core, or fewer where a run takes several. */
  static int of(Integer asked, List<RunPlan> runs) {
    if (asked != null) {
      return asked;
    }
    int threads = runs.stream().mapToInt(run -> run.backend().threads()).max().orElse(1);
    return Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
  }
}
