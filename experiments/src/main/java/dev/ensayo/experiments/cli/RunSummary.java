package dev.ensayo.experiments.cli;

import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.experiments.sharing.Shard;
import dev.ensayo.results.markup.Figures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code ensayo run} says at its end.
 *
 * @param outcome of the runs of this process
 * @param most how many runs there might have been
 * @param shard the part of the study that they are; empty for all of it
 * @param missingElsewhere how many runs of the study, of other shards, have not ended
 * @param report where it was written, if it was
 * @param goesOn what is said of how a stopped study goes on
 */
record RunSummary(
    StudyOutcome outcome,
    int most,
    Optional<Shard> shard,
    int missingElsewhere,
    Optional<Path> report,
    String goesOn) {
  /** How many runs that other processes are at are named. */
  private static final int MOST_NAMED = 8;

  /**
   * Says it.
   *
   * @param seconds that all took
   * @return the exit code
   */
  int print(PrintWriter out, boolean stopped, double seconds) {
    int failed = outcome.count(RunStatus.FAILED);
    out.printf(
        Locale.ROOT,
        "%d of %d runs%s complete%s%s in %s%n",
        outcome.count(RunStatus.COMPLETE),
        outcome.asked(),
        shard.map(part -> " of shard " + part).orElse(""),
        outcome.asked() < most ? " (of " + most + " at most)" : "",
        failed > 0 ? ", " + failed + " failed" : "",
        Figures.duration(seconds));
    outcome.elsewhere().entrySet().stream()
        .limit(MOST_NAMED)
        .map(run -> run.getKey().variant() + " seed " + run.getKey().seed() + ": " + run.getValue())
        .forEach(out::println);
    if (outcome.elsewhere().size() > MOST_NAMED) {
      out.println("and " + (outcome.elsewhere().size() - MOST_NAMED) + " more");
    }
    out.println(report.map(page -> "report: " + page).orElseGet(this::noReport));
    if (stopped) {
      out.println(goesOn);
      return ExitCode.FAILED;
    }
    return failed > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }

  private String noReport() {
    return "no report yet: whoever ends the last run writes it"
        + (missingElsewhere > 0
            ? " (in this folder " + missingElsewhere + " of other shards have not ended)"
            : "");
  }
}
