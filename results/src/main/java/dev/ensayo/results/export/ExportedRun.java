package dev.ensayo.results.export;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.metrics.MetricSeries;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as others are given it.
 *
 * @param study name of its study
 * @param variant name of its variant
 * @param seed root of its randomness
 * @param state how it stands
 * @param directory where it lies
 * @param metrics its repeatable metrics
 * @param settings its resolved configuration, dotted path to value
 * @param manifest how it was made, if it came so far
 * @param score as in the report; of a complete run alone
 */
public record ExportedRun(
    String study,
    String variant,
    long seed,
    RunState state,
    RunDirectory directory,
    MetricSeries metrics,
    ImmutableMap<String, String> settings,
    Optional<Manifest> manifest,
    OptionalDouble score) {
  /** Such as {@code cartpole-dqn/baseline/seed-1}. */
  public String name() {
    return study + "/" + variant + "/seed-" + seed;
  }

  /** When it was begun, if that is known. */
  public Optional<Instant> started() {
    return manifest.flatMap(made -> instant(made.started()));
  }

  /** When it ended, if it has and that is known. */
  public Optional<Instant> finished() {
    return manifest.flatMap(made -> instant(made.finished()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether it was begun and is neither finished nor failed. */
  public boolean isUnfinished() {
    return state == RunState.RUNNING || state == RunState.INTERRUPTED;
  }
}
