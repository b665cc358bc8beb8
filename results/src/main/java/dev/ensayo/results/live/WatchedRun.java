package dev.ensayo.results.live;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.results.statistics.Curve;
import java.util.OptionalDouble;

/**
 * One run as it stands.
 *
 * @param variant name of its variant
 * @param seed root of its randomness
 * @param state how it stands; a run whose process gives no sign of life is interrupted
 * @param note who is at it, or why it has no score
 * @param hasProblem whether the note says what somebody should look after
 * @param host where it is made or was made last; empty if that is not known
 * @param share how much of it is done, 0 to 1, where that can be told
 * @param seconds wall-clock time spent in its sessions that have ended
 * @param score as in the report; of a complete run alone
 * @param latest the last value of the metric that the study compares
 * @param curves what it has recorded so far, by metric, thinned
 */
public record WatchedRun(
    String variant,
    long seed,
    RunState state,
    String note,
    boolean hasProblem,
    String host,
    OptionalDouble share,
    double seconds,
    OptionalDouble score,
    OptionalDouble latest,
    ImmutableMap<String, Curve> curves) {
  /** What tells it apart from the other runs of its study: {@code baseline/seed-3}. */
  public String name() {
    return variant + "/seed-" + seed;
  }

  /** Whether nothing more will come of it by itself. */
  public boolean isEnded() {
    return state == RunState.COMPLETE || state == RunState.FAILED || state == RunState.DAMAGED;
  }

  /** The score of a complete run, of another the last value of what is compared. */
  public OptionalDouble value() {
    return score.isPresent() ? score : latest;
  }
}
