package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimaps;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.study.HypothesesLog;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the runs in a folder: the folder of a study, of one of its variants, or of a single run.
 * Several are read at the same time.
 */
public final class StudyRunsReader {
  private static final String SEED_PREFIX = "seed-";

  private StudyRunsReader() {}

  /**
   * @throws NoSuchFileException if the folder holds neither a study nor runs; the message says what
   *     was looked for
   * @throws dev.ensayo.core.config.ConfigException if the study's file cannot be read
   */
  public static StudyRuns read(Path folder) throws IOException {
    RunFolders folders = RunFolders.find(folder);
    Study study = folders.study();
    ImmutableList<RunRecord> runs =
        folders.runs().parallelStream()
            .map(RunRecordReader::read)
            .collect(ImmutableList.toImmutableList());
    Optional<StudyDirectory> directory = folders.directory();
    return new StudyRuns(
        study,
        directory.isPresent() ? Files.readString(directory.get().studyFile()) : "",
        directory.map(StudyRunsReader::overrides).orElse(ImmutableList.of()),
        hypotheses(folder),
        folders.looks(),
        environmentThreshold(study, runs),
        Multimaps.index(runs, RunRecord::variant),
        stages(study, new StudyDirectory(folder)),
        strays(folder.toAbsolutePath().normalize(), folders));
  }

  private static ImmutableList<StudyRuns> stages(Study study, StudyDirectory directory)
      throws IOException {
    ImmutableList.Builder<StudyRuns> stages = ImmutableList.builder();
    if (study.search().isPresent()) {
      for (int rung = 1; rung <= study.search().get().preliminary().size(); rung++) {
        if (directory.rung(rung).exists()) {
          stages.add(read(directory.rung(rung).path()));
        }
      }
    }
    return stages.build();
  }

  /** Of a variant or a run alone there is nothing that could be expected. */
  private static HypothesesLog hypotheses(Path folder) {
    StudyDirectory directory = new StudyDirectory(folder);
    return directory.exists() ? directory.hypotheses() : HypothesesLog.EMPTY;
  }

  private static ImmutableList<String> overrides(StudyDirectory directory) {
    if (!Files.exists(directory.overridesFile())) {
      return ImmutableList.of();
    }
    return YamlReader.read(directory.overridesFile()).entries().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + InlineYaml.of(entry.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * A reward threshold is a return, so it says nothing of other metrics; variants in environments
   * with different thresholds have none in common.
   */
  private static OptionalDouble environmentThreshold(Study study, List<RunRecord> runs) {
    if (!study.report().metric().equals(Goal.RETURN.metric())) {
      return OptionalDouble.empty();
    }
    double[] distinct =
        runs.stream()
            .flatMap(run -> run.manifest().stream())
            .map(Manifest::rewardThreshold)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .distinct()
            .toArray();
    return distinct.length == 1 ? OptionalDouble.of(distinct[0]) : OptionalDouble.empty();
  }

  /** Run folders in that of a study which it does not ask for. */
  private static ImmutableList<String> strays(Path folder, RunFolders folders) throws IOException {
    if (!new StudyDirectory(folder).exists()) {
      return ImmutableList.of();
    }
    Set<Path> wanted =
        folders.runs().stream().map(run -> run.directory().path()).collect(Collectors.toSet());
    List<String> strays = new ArrayList<>();
    for (Path variant : subfolders(folder)) {
      for (Path run : subfolders(variant)) {
        if (run.getFileName().toString().startsWith(SEED_PREFIX) && !wanted.contains(run)) {
          strays.add(variant.getFileName() + "/" + run.getFileName());
        }
      }
    }
    return ImmutableList.copyOf(strays);
  }

  /** None for one that another process has just taken away. */
  private static List<Path> subfolders(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
