package dev.ensayo.experiments.cli;

import dev.ensayo.core.study.RunPlan;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How many runs a command makes side by side: its option {@code --jobs}. */
final class Jobs {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Runs side by side (default: one for each core).")
  private Integer asked;

  /**
   * Checks what was asked for.
   *
   * @throws WrongInputException if it makes no sense
   */
  void check() {
    if (asked != null && asked < 1) {
      throw new WrongInputException("--jobs must be at least 1, not " + asked);
    }
  }

  /** What was asked for; empty if nothing was. */
  OptionalInt asked() {
    return asked == null ? OptionalInt.empty() : OptionalInt.of(asked);
  }

  /** What was asked for, else one for each core, or fewer where a run takes several. */
  int of(List<RunPlan> runs) {
    if (asked != null) {
      return asked;
    }
    int threads =
        runs.stream().mapToInt(run -> run.backend().threads() * run.workers()).max().orElse(1);
    return Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
  }
}
