package dev.ensayo.results.live;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.training.Budget;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.reading.RunCurves;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Looks at one run again and again. A look at a run of which nothing has changed costs a question
 * or two to the file system; only what has changed is read.
 */
final class RunWatch {
  private static final double NANOS = 1e9;

  private final RunFolder place;
  private final RunCurvesSoFar recorded = new RunCurvesSoFar();
  private final MetricsTail metrics;
  private final RunCurvesSoFar timed = new RunCurvesSoFar();
  private final MetricsTail timing;

  private Stamp seen = Stamp.ABSENT;
  private boolean settled;
  private Optional<RunState> found = Optional.empty();
  private String note = "";
  private String host = "";
  private double seconds;
  private OptionalDouble score = OptionalDouble.empty();
  private Optional<Instant> began = Optional.empty();
  private String config = "";
  private Optional<Budget> budget = Optional.empty();
  private String beat = "";
  private long beatNanos;
  private WatchedRun now;
  private long shown;
  private boolean changed;

  RunWatch(RunFolder place) {
    this.place = place;
    this.metrics = new MetricsTail(place.directory().metricsFile(), recorded);
    this.timing = new MetricsTail(place.directory().timingFile(), timed);
    this.now = view("", RunState.WAITING, "not begun", false);
  }

  /** What tells that a run's folder has changed, apart from files that grow in it. */
  private record Stamp(String folder, String marker, String metrics) {
    static final Stamp ABSENT = new Stamp("", "", "");

    static Stamp of(RunDirectory run) throws IOException {
      String marker = stamp(run.completeMarker(), true);
      // The folder of a finished run changes once more when its lease and checkpoints are cleared.
      return marker.isEmpty()
          ? new Stamp(stamp(run.path(), false), "", "")
          : new Stamp("there", marker, stamp(run.metricsFile(), true));
    }

    private static String stamp(Path file, boolean withSize) throws IOException {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.lastModifiedTime() + (withSize ? " " + now.size() : "");
      } catch (NoSuchFileException e) {
        return "";
      }
    }
  }

  boolean isBehind() {
    return metrics.isBehind();
  }

  /** When it was begun, by the clock of the machine that did. */
  Optional<Instant> began() {
    return began;
  }

  private static Optional<Instant> began(Manifest manifest) {
    try {
      return Optional.of(Instant.parse(manifest.started()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the last look found something new. */
  boolean hasChanged() {
    return changed;
  }

  /** As it was at the last look. */
  WatchedRun now() {
    return now;
  }

  /**
   * Looks.
   *
   * @param report what is compared
   * @param limit about how many bytes are read at the most
   * @param nanos a clock that runs evenly
   * @return how many were
   */
  long look(ReportSpec report, long limit, long nanos) {
    long read = 0;
    RunState state;
    String why;
    boolean hasProblem;
    try {
      read = lookAtState(report, nanos);
      read += metrics.read(limit);
      boolean isTimed = needsTiming();
      read += isTimed ? timing.read(limit) : 0;
      state = found.orElse(RunState.WAITING);
      why = note;
      hasProblem = state == RunState.FAILED || state == RunState.DAMAGED;
      if (state == RunState.RUNNING && isSilent(nanos)) {
        state = RunState.INTERRUPTED;
        why = "no sign of life for " + (long) ((nanos - beatNanos) / NANOS) + " s: " + note;
        hasProblem = true;
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      seen = Stamp.ABSENT; // it may be vanishing just now: the next look reads it anew
      state = found.orElse(RunState.WAITING);
      why = "cannot be read now: " + e.getMessage();
      hasProblem = true;
    }
    long revision = recorded.revision() + timed.revision();
    changed =
        revision != shown
            || state != now.state()
            || !why.equals(now.note())
            || seconds != now.seconds()
            || !score.equals(now.score());
    if (changed) {
      now = view(report.metric(), state, why, hasProblem);
      shown = revision;
    }
    return read;
  }

  private WatchedRun view(String metric, RunState state, String why, boolean hasProblem) {
    return new WatchedRun(
        place.variant(),
        place.seed(),
        state,
        why,
        hasProblem,
        host,
        share(state),
        seconds,
        score,
        recorded.latest(metric),
        recorded.curves());
  }

  /** Returns about how many bytes it has read. */
  private long lookAtState(ReportSpec report, long nanos) throws IOException {
    Stamp stamp = Stamp.of(place.directory());
    boolean isOther = !stamp.equals(seen);
    boolean again = isOther || !settled || found.equals(Optional.of(RunState.RUNNING));
    seen = stamp;
    // Times of files are coarse: what changed a moment ago may change once more unnoticed.
    settled = !isOther || !stamp.marker().isEmpty();
    if (!again) {
      return 0;
    }
    if (stamp.folder().isEmpty()) {
      forget();
      return 0;
    }
    FoundRun run = FoundRun.in(place.directory());
    found = Optional.of(run.state());
    note = run.isComplete() ? "" : run.reason();
    Optional<Manifest> manifest = run.manifest();
    began = manifest.flatMap(RunWatch::began);
    seconds = manifest.map(Manifest::seconds).orElse(0.0);
    host =
        run.holder()
            .map(holder -> holder.process().host())
            .orElseGet(() -> manifest.map(Manifest::host).orElse(""));
    score = OptionalDouble.empty();
    if (!run.config().equals(config)) {
      config = run.config();
      budget = budget(config);
    }
    run.holder().ifPresent(holder -> listen(holder, nanos));
    if (!run.isComplete()) {
      return 0;
    }
    score =
        RunScore.of(
            report, RunCurves.of(run.metrics(ImmutableSet.of(report.metric(), KeptPoint.METRIC))));
    return Files.size(place.directory().metricsFile());
  }

  private void forget() {
    found = Optional.empty();
    note = "not begun";
    began = Optional.empty();
    seconds = 0;
    score = OptionalDouble.empty();
  }

  private static Optional<Budget> budget(String config) {
    try {
      ConfigNode.Mapping root = YamlReader.parse("config.yaml", config);
      return root.get("budget").map(node -> ConfigBinder.bind(node, "budget", Budget.class));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  private void listen(LeaseNote holder, long nanos) {
    String heard = holder.token() + holder.beats() + " " + holder.expirySeconds();
    if (!Objects.equals(heard, beat)) {
      beat = heard;
      beatNanos = nanos;
    }
  }

  /** A holder on another machine may have died; its own note says how long it may be silent. */
  private boolean isSilent(long nanos) {
    double expiry = Double.parseDouble(beat.substring(beat.indexOf(' ') + 1));
    return (nanos - beatNanos) / NANOS > expiry;
  }

  /** Where nothing is recorded on the clock of the budget, times are. */
  private boolean needsTiming() {
    return budget.isPresent()
        && now.state() == RunState.RUNNING
        && recorded.position(budget.get().clock()).isEmpty();
  }

  private OptionalDouble share(RunState state) {
    if (state == RunState.COMPLETE || state == RunState.DAMAGED) {
      return OptionalDouble.of(1);
    }
    if (budget.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalLong position = recorded.position(budget.get().clock());
    if (position.isEmpty()) {
      position = timed.position(budget.get().clock());
    }
    return position.isPresent()
        ? OptionalDouble.of(
            Math.max(
                0, Math.min(1, (double) position.getAsLong() / Math.max(1, budget.get().amount()))))
        : OptionalDouble.empty();
  }
}
