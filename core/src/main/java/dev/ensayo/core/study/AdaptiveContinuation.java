package dev.ensayo.core.study;

import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Whether a study may go on whose seeds are given out until it is decided: once a look was taken,
 * what it promises holds only for the comparisons, the scores and the groups that it began with.
 */
final class AdaptiveContinuation {
  private static final String ELSEWHERE = "; write elsewhere with --out DIR";

  private final StudyDirectory directory;
  private final Study before;
  private final Study now;

  /**
   * @param before as it lies there
   * @param now as it is asked for, with its goal
   */
  AdaptiveContinuation(StudyDirectory directory, Study before, Study now) {
    this.directory = directory;
    this.before = before;
    this.now = now;
  }

  /**
   * @throws NotContinuableException if it may not
   */
  void check(List<RunPlan> runs) throws IOException {
    if (before.adaptive().isPresent() != now.adaptive().isPresent()) {
      throw refused(
          now.adaptive().isPresent()
              ? "was begun with a number of seeds that was fixed, and its scores can be seen;"
                  + " seeds.adaptive holds its level only for a study that begins with it"
              : "was begun with seeds.adaptive: " + before.adaptive().orElseThrow());
    }
    int looks = directory.looks().taken();
    if (looks == 0) {
      return;
    }
    String seen = looks == 1 ? "1 look was taken" : looks + " looks were taken";
    Optional<String> changed = changed();
    if (changed.isPresent()) {
      throw refused("cannot change " + changed.get() + " after " + seen);
    }
    for (RunPlan run : runs) {
      RunDirectory there = directory.run(run.variant(), run.seed());
      if (Files.exists(there.config())
          && BudgetChange.between(Files.readString(there.config()), run).isPresent()) {
        throw refused("cannot be extended after " + seen + ", which saw the runs as they are");
      }
    }
  }

  private NotContinuableException refused(String why) {
    return new NotContinuableException(directory.path() + " " + why + ELSEWHERE);
  }

  private Optional<String> changed() {
    ReportSpec was = before.report();
    ReportSpec is = now.report();
    if (!before.adaptive().equals(now.adaptive()) || !before.seeds().equals(now.seeds())) {
      return Optional.of("seeds");
    }
    if (!before.compared().stream()
        .map(Variant::name)
        .toList()
        .equals(now.compared().stream().map(Variant::name).toList())) {
      return Optional.of("the variants that are compared");
    }
    if (!before.baseline().name().equals(now.baseline().name())) {
      return Optional.of("report.baseline");
    }
    if (!was.within().equals(is.within())) {
      return Optional.of("report.within");
    }
    boolean isSameScore =
        was.metric().equals(is.metric())
            && was.better() == is.better()
            && was.score() == is.score()
            && was.window() == is.window()
            && was.statistics().failed() == is.statistics().failed()
            && was.statistics().worst().equals(is.statistics().worst());
    return isSameScore ? Optional.empty() : Optional.of("what the score of a run is (report)");
  }
}
