package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.statistics.Curve;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run as found on disk.
 *
 * @param folder where it is or would be, absolute
 * @param variant name of its variant
 * @param seed root of its randomness
 * @param state how far it came
 * @param reason why it is not finished; empty for a finished run
 * @param losses what is wrong with files that its score does not depend on; what they hold is left
 *     out
 * @param metrics repeatable metrics by name; none of a damaged run
 * @param timings metrics that depend on the wall clock, by name
 * @param manifest how it was made, if it came so far
 * @param config its resolved configuration as YAML; empty if there is none
 * @param exhibits what it shows beside its metrics
 */
public record RunRecord(
    Path folder,
    String variant,
    long seed,
    State state,
    String reason,
    ImmutableList<String> losses,
    ImmutableMap<String, Curve> metrics,
    ImmutableMap<String, Curve> timings,
    Optional<Manifest> manifest,
    String config,
    ImmutableList<Exhibit> exhibits) {

  /** How far a run came. */
  public enum State {
    FINISHED,
    /** It had finished, but its files are no longer what it wrote. */
    DAMAGED,
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

  /** What it recorded of its metrics. */
  public RunCurves curves() {
    return new RunCurves(metrics);
  }

  /** SHA-256 of its resolved configuration, in hexadecimal digits; empty if there is none. */
  public String configSha256() {
    return config.isEmpty() ? "" : Fingerprint.sha256(config.getBytes(StandardCharsets.UTF_8));
  }

  /** A run of which nothing can be told but how it stands. */
  static RunRecord without(RunFolders.RunFolder place, State state, String reason) {
    return new RunRecord(
        place.directory().path(),
        place.variant(),
        place.seed(),
        state,
        reason,
        ImmutableList.of(),
        ImmutableMap.of(),
        ImmutableMap.of(),
        Optional.empty(),
        "",
        ImmutableList.of());
  }
}
