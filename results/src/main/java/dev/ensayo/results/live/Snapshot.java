package dev.ensayo.results.live;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.Study;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A study as it stands.
 *
 * @param place its folder, as it was named
 * @param study as it is written now; empty as long as it has not begun
 * @param looks what was decided so far, where seeds are given out until it is decided
 * @param problem why it cannot be read; empty where it can
 * @param runs one for each variant and seed that was asked for, in the order of the study
 * @param secondsLeft how long it will go on, where a run is being made and that can be estimated
 * @param secondsPassed since its first run began, by this machine's clock, where one has
 * @param isBehind whether not all has been read yet of what was there already
 * @param hasReport whether a report was written
 * @param revision another number whenever a run has changed
 */
public record Snapshot(
    String place,
    Optional<Study> study,
    LookLog looks,
    String problem,
    ImmutableList<WatchedRun> runs,
    OptionalDouble secondsLeft,
    OptionalDouble secondsPassed,
    boolean isBehind,
    boolean hasReport,
    long revision) {

  /** How a study stands as a whole. */
  public enum Phase {
    /** There is none. */
    NOT_BEGUN,
    /** A run is being made. */
    RUNNING,
    /** There are runs to be made, and nobody makes one just now. */
    IDLE,
    /** Nothing more will come by itself. */
    ENDED
  }

  public Phase phase() {
    if (study.isEmpty()) {
      return Phase.NOT_BEGUN;
    }
    if (count(RunState.RUNNING) > 0) {
      return Phase.RUNNING;
    }
    return !awaitsLook() && runs.stream().allMatch(WatchedRun::isEnded) ? Phase.ENDED : Phase.IDLE;
  }

  /** Whether more seeds may be asked for. */
  private boolean awaitsLook() {
    return study.flatMap(Study::adaptive).isPresent() && !looks.isOver();
  }

  /** How many runs stand so. */
  public int count(RunState state) {
    return (int) runs.stream().filter(run -> run.state() == state).count();
  }

  /** How many runs have ended, however they did. */
  public int ended() {
    return (int) runs.stream().filter(WatchedRun::isEnded).count();
  }

  /** The runs that are being made. */
  public ImmutableList<WatchedRun> running() {
    return runs.stream()
        .filter(run -> run.state() == RunState.RUNNING)
        .collect(ImmutableList.toImmutableList());
  }

  /** How much of the study is done, 0 to 1; a run that has ended counts as done. */
  public double share() {
    return runs.stream()
        .mapToDouble(run -> run.isEnded() ? 1 : run.share().orElse(0))
        .average()
        .orElse(0);
  }
}
