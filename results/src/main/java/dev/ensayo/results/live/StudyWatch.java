package dev.ensayo.results.live;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import dev.ensayo.results.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Looks at the folder of a study, of one of its variants or of a single run again and again, from
 * before it is there. Reads what runs write and writes nothing, so it may look on from another
 * machine, and end and begin again at any time.
 */
public final class StudyWatch {
  /** About how many bytes one look reads; what is there already is read in several. */
  private static final long READ_AT_ONCE = 32L << 20;

  private final Path folder;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final TimeLeft timeLeft = new TimeLeft();
  private final Map<Path, RunWatch> watches = new LinkedHashMap<>();
  private Optional<RunFolders> folders = Optional.empty();
  private Optional<Instant> begun = Optional.empty();
  private String problem = "";
  private String seen = "";
  private boolean settled;
  private long revision;

  /**
   * @param folder that need not be there yet
   */
  public StudyWatch(Path folder) {
    this(folder, System::nanoTime, InstantSource.system());
  }

  StudyWatch(Path folder, LongSupplier nanoTime, InstantSource clock) {
    this.folder = folder;
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  /** Looks at the study. */
  public Snapshot look() {
    findRuns();
    long nanos = nanoTime.getAsLong();
    long left = READ_AT_ONCE;
    boolean isBehind = false;
    boolean hasChanged = false;
    for (RunWatch watch : watches.values()) {
      if (left <= 0) {
        isBehind = true;
        break;
      }
      left -= watch.look(folders.orElseThrow().study().report(), left, nanos);
      isBehind |= watch.isBehind();
      hasChanged |= watch.hasChanged();
    }
    ImmutableList<WatchedRun> runs =
        watches.values().stream().map(RunWatch::now).collect(ImmutableList.toImmutableList());
    if (hasChanged) {
      revision++;
    }
    return new Snapshot(
        folder.toString(),
        folders.map(RunFolders::study),
        folders.map(RunFolders::looks).orElse(LookLog.EMPTY),
        problem,
        runs,
        timeLeft.after(runs, nanos),
        passed(runs),
        isBehind,
        report().filter(Files::exists).isPresent(),
        revision);
  }

  /** Where the study's report is, or would be. */
  public Optional<Path> report() {
    return folders
        .flatMap(RunFolders::directory)
        .map(directory -> directory.report().resolve(ReportWriter.HTML));
  }

  /** Finds the runs anew where the folder of the study has changed. */
  private void findRuns() {
    String stamp = stamp();
    boolean changed = !stamp.equals(seen);
    if (!changed && settled) {
      return;
    }
    seen = stamp;
    settled = !changed;
    Optional<Study> study = folders.map(RunFolders::study);
    try {
      folders = Optional.of(RunFolders.find(folder));
      problem = "";
    } catch (NoSuchFileException e) {
      folders = Optional.empty();
      problem = "";
    } catch (ConfigException e) {
      problem = e.problems().get(0).toString();
      settled = false;
    } catch (IOException e) {
      problem = "the study cannot be read now: " + e.getMessage();
      settled = false;
    }
    if (!study.equals(folders.map(RunFolders::study))) {
      revision++;
    }
    Map<Path, RunWatch> fresh = new LinkedHashMap<>();
    for (RunFolder run : folders.map(RunFolders::runs).orElse(ImmutableList.of())) {
      Path path = run.directory().path();
      RunWatch known = watches.get(path);
      fresh.put(path, known == null ? new RunWatch(run) : known);
    }
    watches.clear();
    watches.putAll(fresh);
  }

  private String stamp() {
    Path place = folders.flatMap(RunFolders::directory).map(StudyDirectory::path).orElse(folder);
    try {
      return Files.getLastModifiedTime(place).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private OptionalDouble passed(List<WatchedRun> runs) {
    if (begun.isEmpty() && runs.stream().anyMatch(run -> !run.host().isEmpty())) {
      begun =
          watches.values().stream().flatMap(run -> run.began().stream()).min(Instant::compareTo);
    }
    return begun.isPresent()
        ? OptionalDouble.of(
            Math.max(0, Duration.between(begun.get(), clock.instant()).toMillis() / 1e3))
        : OptionalDouble.empty();
  }
}
