package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.reading.RunCurves;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as {@code ensayo runs} lists it.
 *
 * @param variant name of its variant
 * @param seed root of its randomness
 * @param state how it stands; empty if its folder could not be read
 * @param score as in the report; empty for a run that is not complete
 * @param seconds wall-clock time spent in all its sessions so far
 * @param host where it was made last
 * @param note why it has no score, or who is at it
 */
record ListedRun(
    String variant,
    long seed,
    Optional<RunState> state,
    OptionalDouble score,
    OptionalDouble seconds,
    String host,
    String note) {

  static ListedRun read(RunFolder place, ReportSpec report) {
    try {
      FoundRun found = FoundRun.in(place.directory());
      Optional<Manifest> manifest = found.manifest();
      String host =
          found
              .holder()
              .map(holder -> holder.process().host())
              .orElseGet(() -> manifest.map(Manifest::host).orElse(""));
      OptionalDouble seconds =
          manifest.isPresent()
              ? OptionalDouble.of(manifest.get().seconds())
              : OptionalDouble.empty();
      return new ListedRun(
          place.variant(),
          place.seed(),
          Optional.of(found.state()),
          found.isComplete() ? score(found, report) : OptionalDouble.empty(),
          seconds,
          host,
          found.reason());
    } catch (IOException e) {
      return new ListedRun(
          place.variant(),
          place.seed(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          "",
          "cannot be read: " + e.getMessage());
    }
  }

  private static OptionalDouble score(FoundRun run, ReportSpec report) throws IOException {
    return RunScore.of(
        report, RunCurves.of(run.metrics(ImmutableSet.of(report.metric(), KeptPoint.METRIC))));
  }

  String name() {
    return variant + "/seed-" + seed;
  }

  String stateLabel() {
    return state.map(RunState::label).orElse("unreadable");
  }
}
