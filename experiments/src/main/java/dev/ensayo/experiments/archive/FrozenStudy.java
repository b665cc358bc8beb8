package dev.ensayo.experiments.archive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What of a study goes into an archive, which says nothing of where it lay: the study, its report,
 * and of its finished runs configuration, manifest, metrics, exhibits and marker.
 *
 * @param directory of the study
 * @param files by their names in the archive
 * @param runs names of the runs that go into it, such as {@code baseline/seed-1}
 * @param leftOut names of those that do not, with the reason
 * @param models whether what was learned goes into it, too
 */
record FrozenStudy(
    StudyDirectory directory,
    ImmutableSortedMap<String, Path> files,
    ImmutableList<String> runs,
    Map<String, String> leftOut,
    boolean models) {

  /**
   * Looks what there is; every file of a run is compared with what the run wrote.
   *
   * @throws NoSuchFileException if the folder holds no study
   */
  static FrozenStudy of(StudyDirectory directory, boolean models) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (Path file :
        List.of(
            directory.studyFile(),
            directory.overridesFile(),
            directory.goalFile(),
            directory.looksFile(),
            directory.chosenFile(),
            directory.tuningFile())) {
      if (Files.exists(file)) {
        files.put(ArchiveNames.STUDY + file.getFileName(), file);
      }
    }
    addFolder(directory.provenance(), directory, files);
    addFolder(directory.report(), directory, files);
    addStages(directory, files);
    ImmutableList.Builder<String> runs = ImmutableList.builder();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (RunFolder run : RunFolders.find(directory.path()).runs()) {
      String name = run.variant() + "/seed-" + run.seed();
      FoundRun found = FoundRun.in(run.directory());
      Optional<String> unfit = unfit(found, models);
      if (unfit.isPresent()) {
        leftOut.put(name, unfit.get());
        continue;
      }
      runs.add(name);
      for (String file : found.files(models)) {
        files.put(ArchiveNames.STUDY + name + "/" + file, run.directory().path().resolve(file));
      }
    }
    return new FrozenStudy(
        directory, ImmutableSortedMap.copyOf(files), runs.build(), leftOut, models);
  }

  /** What a search has chosen by goes along, without what its runs have learned. */
  private static void addStages(StudyDirectory directory, Map<String, Path> files)
      throws IOException {
    for (int rung = 1; directory.rung(rung).exists(); rung++) {
      StudyDirectory stage = directory.rung(rung);
      String prefix = directory.path().relativize(stage.path()).toString().replace('\\', '/') + "/";
      of(stage, false)
          .files()
          .forEach(
              (name, file) ->
                  files.put(
                      ArchiveNames.STUDY + prefix + name.substring(ArchiveNames.STUDY.length()),
                      file));
    }
  }

  private static Optional<String> unfit(FoundRun found, boolean models) throws IOException {
    if (!found.isComplete()) {
      return Optional.of(found.state().label() + ": " + found.reason());
    }
    List<String> packed = found.files(models);
    return found.damages().stream()
        .filter(
            damage ->
                models || packed.contains(damage.file()) || damage.file().startsWith("exhibits/"))
        .findFirst()
        .map(Damage::toString)
        .map(words -> "damaged: " + words);
  }

  private static void addFolder(Path folder, StudyDirectory study, Map<String, Path> files)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains(AtomicFile.PART_SUFFIX))
          .forEach(
              file ->
                  files.put(
                      ArchiveNames.STUDY
                          + study.path().relativize(file).toString().replace('\\', '/'),
                      file));
    }
  }
}
