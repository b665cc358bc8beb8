package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.statistics.Curve;
import java.util.Optional;

/**
 * One run as found on disk.
 *
 * @param variant name of its variant
 * @param seed root of its randomness
 * @param state how far it came
 * @param unreadable what is wrong with its files, where they cannot be read
 * @param metrics repeatable metrics by name
 * @param timings metrics that depend on the wall clock, by name
 * @param manifest how it was made, if it came so far
 * @param config its resolved configuration as YAML; empty if there is none
 * @param exhibits what it shows beside its metrics
 */
public record RunRecord(
    String variant,
    long seed,
    State state,
    Optional<String> unreadable,
    ImmutableMap<String, Curve> metrics,
    ImmutableMap<String, Curve> timings,
    Optional<Manifest> manifest,
    String config,
    ImmutableList<Exhibit> exhibits) {

  /** How far a run came. */
  public enum State {
    FINISHED,
    FAILED,
    UNFINISHED,
    NOT_STARTED
  }

  public boolean isFinished() {
    return state == State.FINISHED;
  }

  /** The curve of a metric, if the run recorded it. */
  public Optional<Curve> metric(String name) {
    return Optional.ofNullable(metrics.get(name));
  }

  static RunRecord notStarted(String variant, long seed) {
    return new RunRecord(
        variant,
        seed,
        State.NOT_STARTED,
        Optional.empty(),
        ImmutableMap.of(),
        ImmutableMap.of(),
        Optional.empty(),
        "",
        ImmutableList.of());
  }
}
