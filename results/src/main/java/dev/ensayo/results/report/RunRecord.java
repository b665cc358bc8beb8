package dev.ensayo.results.report;

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
 * @param reason why it did not finish; empty for a finished run
 * @param metrics repeatable metrics by name
 * @param timings metrics that depend on the wall clock, by name
 * @param manifest how it was made, if it came so far
 * @param config its resolved configuration as YAML; empty if there is none
 * @param exhibits what it shows beside its metrics
 */
record RunRecord(
    String variant,
    long seed,
    State state,
    String reason,
    ImmutableMap<String, Curve> metrics,
    ImmutableMap<String, Curve> timings,
    Optional<Manifest> manifest,
    String config,
    ImmutableList<Exhibit> exhibits) {

  /** How far a run came. */
  enum State {
    FINISHED("finished"),
    FAILED("failed"),
    UNFINISHED("unfinished"),
    NOT_STARTED("not started");

    private final String label;

    State(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  boolean isFinished() {
    return state == State.FINISHED;
  }

  /** For sentences. */
  String name() {
    return variant + ", seed " + seed;
  }

  static RunRecord notStarted(String variant, long seed) {
    return new RunRecord(
        variant,
        seed,
        State.NOT_STARTED,
        "there is no run folder",
        ImmutableMap.of(),
        ImmutableMap.of(),
        Optional.empty(),
        "",
        ImmutableList.of());
  }
}
