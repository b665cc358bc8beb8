package dev.ensayo.results.export;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.MetricSeries;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.reading.RunCurves;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The runs of a folder, read one after the other: a run is no longer in memory when the next one
 * comes. Runs that were not begun, damaged ones and those that cannot be read are left out and
 * named.
 */
public final class StudyExport {
  /** Takes one run after the other, in the order of the study. */
  public interface Taker {
    void take(ExportedRun run) throws IOException;
  }

  private final RunFolders folders;
  private final List<String> leftOut = new ArrayList<>();

  private StudyExport(RunFolders folders) {
    this.folders = folders;
  }

  /**
   * @param folder of a study, of a variant or of a run
   * @throws java.nio.file.NoSuchFileException if it holds neither a study nor runs
   * @throws ConfigException if the study's file cannot be read
   */
  public static StudyExport of(Path folder) throws IOException {
    return new StudyExport(RunFolders.find(folder));
  }

  public Study study() {
    return folders.study();
  }

  /** Hands on each run that there is; may be called more than once. */
  public void forEach(Taker taker) throws IOException {
    leftOut.clear();
    for (RunFolder place : folders.runs()) {
      String name = place.variant() + " seed " + place.seed();
      ExportedRun run;
      try {
        FoundRun found = FoundRun.in(place.directory());
        if (found.state() == RunState.WAITING || found.state() == RunState.DAMAGED) {
          leftOut.add(name + ": " + found.state().label() + ", " + found.reason());
          continue;
        }
        run = exported(place, found);
      } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
        leftOut.add(name + ": cannot be read: " + e.getMessage());
        continue;
      }
      taker.take(run);
    }
  }

  /** A line for each run that was left out at the last reading, with the reason. */
  public ImmutableList<String> leftOut() {
    return ImmutableList.copyOf(leftOut);
  }

  private ExportedRun exported(RunFolder place, FoundRun found) throws IOException {
    MetricSeries metrics = found.metrics();
    return new ExportedRun(
        folders.study().name(),
        place.variant(),
        place.seed(),
        found.state(),
        place.directory(),
        metrics,
        settings(found),
        found.manifest(),
        found.isComplete()
            ? RunScore.of(folders.study().report(), RunCurves.of(metrics))
            : OptionalDouble.empty());
  }

  private static ImmutableMap<String, String> settings(FoundRun found) throws IOException {
    try {
      return ImmutableMap.copyOf(InlineYaml.flat(YamlReader.parse("config.yaml", found.config())));
    } catch (ConfigException e) {
      throw new IOException(e.problems().get(0).toString(), e);
    }
  }
}
