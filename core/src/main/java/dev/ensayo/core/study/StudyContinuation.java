package dev.ensayo.core.study;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
  private final ImmutableSet<String> dropped;

  /**
   * @param runs all of the study
   * @param dropped variants that lie there and are left out from now on
   */
  public StudyContinuation(
      StudyDirectory directory, Study study, List<RunPlan> runs, Set<String> dropped) {
    this.dropped = ImmutableSet.copyOf(dropped);
    this.directory = directory;
    this.study = study;
    this.runs = List.copyOf(runs);
  }

  /**
   * A study that lies there is gone on with only where that is asked for. It may have more variants
   * and seeds than before but not fewer, and a run goes on with the settings it began with, but may
   * be extended.
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
      Study before = directory.study();
      new AdaptiveContinuation(directory, before, StudyGoal.of(study, runs)).check(runs);
      checkNothingIsDropped(before);
    }
    new BegunSettings(directory, runs).check();
    checkData();
  }

  /**
   * Several processes share a study that was begun with the same text and the same changes of the
   * command line.
   *
   * @param text of the study's file
   * @param overrides dotted path to value
   * @throws NotContinuableException if what lies there was begun with others
   */
  public void checkSame(String text, Map<String, ConfigNode> overrides) throws IOException {
    checkSame(directory.studyFile(), Files.readString(directory.studyFile()), text);
    Path changes = directory.overridesFile();
    checkSame(
        changes, Files.exists(changes) ? Files.readString(changes) : "", overridesText(overrides));
  }

  private static void checkSame(Path file, String there, String here) {
    if (there.equals(here)) {
      return;
    }
    List<String> linesThere = there.lines().toList();
    List<String> linesHere = here.lines().toList();
    int line = 0;
    while (lineOf(linesThere, line).equals(lineOf(linesHere, line))
        && line < Math.max(linesThere.size(), linesHere.size())) {
      line++;
    }
    throw new NotContinuableException(
        file
            + ":"
            + (line + 1)
            + ": the study was begun with "
            + lineOf(linesThere, line)
            + " and not with "
            + lineOf(linesHere, line)
            + "; processes that share it are given the same file and the same --set, --seeds and"
            + " --device. Go on with a changed study with --resume, or write elsewhere with --out"
            + " DIR");
  }

  private static String lineOf(List<String> lines, int number) {
    return number < lines.size() ? "'" + lines.get(number).strip() + "'" : "nothing";
  }

  /**
   * Writes the study as given, where its paths start, and what the command line changed beside it.
   *
   * @param text of the study's file
   * @param overrides dotted path to value; nothing is written where there is none
   */
  public void write(String text, Map<String, ConfigNode> overrides) throws IOException {
    Study judged = StudyGoal.of(study, runs);
    Files.createDirectories(directory.path());
    HypothesesLog.append(directory.hypothesesFile(), judged, begun());
    for (String variant : dropped) {
      directory.drop(variant);
    }
    AtomicFile.write(
        directory.goalFile(),
        YamlWriter.write(
            ConfigUnbinder.unbind(new Goal(judged.report().metric(), judged.report().better()))));
    Optional<Path> folder = StudyPaths.of(study).folder();
    if (folder.isPresent()) {
      AtomicFile.write(directory.originFile(), folder.get() + "\n");
    }
    if (overrides.isEmpty()) {
      Files.deleteIfExists(directory.overridesFile());
    } else {
      AtomicFile.write(directory.overridesFile(), overridesText(overrides));
    }
    AtomicFile.write(directory.studyFile(), text); // last: where it is, a study was begun
  }

  /** Empty where there are none. */
  private static String overridesText(Map<String, ConfigNode> overrides) {
    if (overrides.isEmpty()) {
      return "";
    }
    ConfigNode.Mapping mapping = ConfigNode.Mapping.empty(Origin.DEFAULT);
    for (Map.Entry<String, ConfigNode> change : overrides.entrySet()) {
      mapping = mapping.with(change.getKey(), change.getValue());
    }
    return YamlWriter.write(mapping);
  }

  private int begun() {
    return (int)
        runs.stream()
            .filter(run -> Files.isDirectory(directory.run(run.variant(), run.seed()).path()))
            .count();
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
            + "; share the work with --share";
      }
    }
    return "go on with them with --resume";
  }

  private void checkNothingIsDropped(Study before) {
    Set<String> variants = names(before);
    variants.removeAll(names(study));
    variants.removeAll(dropped);
    Set<Long> seeds = new TreeSet<>(before.seeds());
    seeds.removeAll(study.seeds());
    if (!variants.isEmpty() || !seeds.isEmpty()) {
      throw new NotContinuableException(
          directory.path()
              + " was started with "
              + (variants.isEmpty() ? "the seeds " + seeds : "the variants " + variants)
              + ", which are not asked for now; give the same --set and --seeds again, "
              + (variants.isEmpty() ? "" : "leave variants out with --drop NAME, ")
              + "or write elsewhere with --out DIR");
    }
  }

  private static Set<String> names(Study study) {
    return study.variants().stream()
        .map(Variant::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Runs that lie there were made with the data that the study finds now. */
  private void checkData() throws IOException {
    Map<Object, Map<String, String>> ofSources = new HashMap<>();
    for (RunPlan run : runs) {
      RunDirectory there = directory.run(run.variant(), run.seed());
      Optional<Manifest> manifest = readable(there);
      if (manifest.isEmpty() || manifest.get().dataSha256().isEmpty()) {
        continue;
      }
      Map<String, String> now =
          ofSources.computeIfAbsent(run.readsFrom(), same -> run.dataSha256(run.openEnvironment()));
      Optional<String> changed = DataDifference.between(manifest.get().dataSha256(), now);
      if (changed.isPresent()) {
        throw new NotContinuableException(
            "variant '"
                + run.variant()
                + "' with seed "
                + run.seed()
                + " was made with other data: "
                + changed.get()
                + ". Put the data back as it was, or write elsewhere with --out DIR");
      }
    }
  }

  /** A manifest that cannot be read is a damage, which is told and mended when its turn comes. */
  private static Optional<Manifest> readable(RunDirectory there) {
    try {
      return there.manifest();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
