package dev.ensayo.core.study;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Begins a study in its folder, or goes on with what lies there, if that may be. */
public final class StudyContinuation {
  private final StudyDirectory directory;
  private final Study study;
  private final List<RunPlan> runs;

  /**
   * @param runs all of the study
   */
  public StudyContinuation(StudyDirectory directory, Study study, List<RunPlan> runs) {
    this.directory = directory;
    this.study = study;
    this.runs = List.copyOf(runs);
  }

  /**
   * A study that lies there is gone on with only where that is asked for. It may have more variants
   * and seeds than before but not fewer, and a run goes on with the settings it began with.
   *
   * @throws NotContinuableException if that is not so, with what else can be done
   */
  public void check(boolean goesOn) throws IOException {
    if (directory.exists() && !goesOn) {
      throw new NotContinuableException(
          directory.path()
              + " already holds runs; "
              + goOn()
              + ", write elsewhere with --out DIR, or delete the folder");
    }
    if (directory.exists()) {
      checkNothingIsDropped();
    }
    for (RunPlan run : runs) {
      checkSettings(run, directory.run(run.variant(), run.seed()));
    }
  }

  /**
   * Writes the study as given, where its paths start, and what the command line changed beside it.
   *
   * @param text of the study's file
   * @param overrides dotted path to value; nothing is written where there is none
   */
  public void write(String text, Map<String, ConfigNode> overrides) throws IOException {
    Files.createDirectories(directory.path());
    AtomicFile.write(directory.studyFile(), text);
    Optional<Path> folder = StudyPaths.of(study).folder();
    if (folder.isPresent()) {
      AtomicFile.write(directory.originFile(), folder.get() + "\n");
    }
    if (overrides.isEmpty()) {
      Files.deleteIfExists(directory.overridesFile());
      return;
    }
    ConfigNode.Mapping mapping = ConfigNode.Mapping.empty(Origin.DEFAULT);
    for (Map.Entry<String, ConfigNode> change : overrides.entrySet()) {
      mapping = mapping.with(change.getKey(), change.getValue());
    }
    AtomicFile.write(directory.overridesFile(), YamlWriter.write(mapping));
  }

  private String goOn() throws IOException {
    for (RunPlan run : runs) {
      RunDirectory there = directory.run(run.variant(), run.seed());
      Optional<LeaseNote> holder =
          there.isComplete() ? Optional.empty() : LeaseKeeper.holderOf(there.path());
      if (holder.isPresent()) {
        return "variant '"
            + run.variant()
            + "' with seed "
            + run.seed()
            + " is being run by "
            + holder.get().words()
            + "; share the work with --resume";
      }
    }
    return "go on with them with --resume";
  }

  private void checkNothingIsDropped() {
    Study before = directory.study();
    Set<String> variants = names(before);
    variants.removeAll(names(study));
    Set<Long> dropped = new TreeSet<>(before.seeds());
    dropped.removeAll(study.seeds());
    if (!variants.isEmpty() || !dropped.isEmpty()) {
      throw new NotContinuableException(
          directory.path()
              + " was started with "
              + (variants.isEmpty() ? "the seeds " + dropped : "the variants " + variants)
              + ", which are not asked for now; give the same --set and --seeds again, or write"
              + " elsewhere with --out DIR");
    }
  }

  private static Set<String> names(Study study) {
    return study.variants().stream()
        .map(Variant::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void checkSettings(RunPlan run, RunDirectory there) throws IOException {
    if (!Files.exists(there.config())) {
      return;
    }
    String now = YamlWriter.write(run.resolved());
    String before = Files.readString(there.config());
    if (before.equals(now) || FoundRun.in(there).wasMadeWith(now)) {
      return; // the second: the run is damaged in just that file, and will be made again
    }
    if (SamePlaces.in(YamlReader.read(there.config()), run.resolved())) {
      return;
    }
    throw new NotContinuableException(
        there.config()
            + " differs from what the study says now, so its runs cannot be continued or"
            + " compared; write elsewhere with --out DIR, or delete the folder");
  }
}
