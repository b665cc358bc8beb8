package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which runs a folder means: the folder of a study, of one of its variants, or of a single run.
 *
 * @param study as it was run, with those variants and seeds alone that the folder means
 * @param directory where it lies; empty for a run that lies by itself
 * @param looks what was decided when, where seeds are given out until it is decided
 * @param runs one for each variant and seed that was asked for, in the order of the study
 */
public record RunFolders(
    Study study, Optional<StudyDirectory> directory, LookLog looks, ImmutableList<RunFolder> runs) {
  private static final Pattern RUN = Pattern.compile("seed-(-?[0-9]{1,18})");

  /**
   * Where a run is, or would be.
   *
   * @param variant name of its variant
   * @param seed root of its randomness
   */
  public record RunFolder(String variant, long seed, RunDirectory directory) {}

  /**
   * @throws NoSuchFileException if the folder holds neither a study nor runs; the message says what
   *     was looked for
   * @throws dev.ensayo.core.config.ConfigException if the study's file cannot be read
   */
  public static RunFolders find(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    StudyDirectory own = new StudyDirectory(path);
    if (own.exists()) {
      return of(own, own.study());
    }
    Optional<RunFolders> found = ofVariant(path).or(() -> ofRun(path));
    if (found.isPresent()) {
      return found.get();
    }
    if (Files.exists(new RunDirectory(path).manifestFile())) {
      return alone(path);
    }
    throw new NoSuchFileException(
        folder.toString(),
        null,
        "there is no study.yaml and no manifest.json in it; give the folder of a study, of a"
            + " variant or of a run");
  }

  private static RunFolders of(StudyDirectory directory, Study study) {
    LookLog looks = study.adaptive().isPresent() ? directory.looks() : LookLog.EMPTY;
    ImmutableList.Builder<RunFolder> runs = ImmutableList.builder();
    for (Variant variant : study.variants()) {
      for (long seed : study.seeds(looks.groupsOf(variant.name()))) {
        runs.add(new RunFolder(variant.name(), seed, directory.run(variant.name(), seed)));
      }
    }
    return new RunFolders(study, Optional.of(directory), looks, runs.build());
  }

  private static Optional<RunFolders> ofVariant(Path path) {
    Optional<StudyDirectory> above = study(path.getParent());
    if (above.isEmpty() || !Files.isDirectory(path)) {
      return Optional.empty();
    }
    Study study = above.get().study();
    return variant(study, path)
        .map(variant -> of(above.get(), only(study, variant, asked(above.get(), study, variant))));
  }

  private static ImmutableList<Long> asked(StudyDirectory directory, Study study, Variant variant) {
    return study.adaptive().isPresent()
        ? study.seeds(directory.looks().groupsOf(variant.name()))
        : study.seeds();
  }

  private static Optional<RunFolders> ofRun(Path path) {
    Path variantFolder = path.getParent();
    OptionalLong seed = seed(path);
    if (variantFolder == null || seed.isEmpty() || !Files.isDirectory(path)) {
      return Optional.empty();
    }
    Optional<StudyDirectory> above = study(variantFolder.getParent());
    if (above.isEmpty()) {
      return Optional.empty();
    }
    Study study = above.get().study();
    ImmutableList<Long> seeds = ImmutableList.of(seed.getAsLong());
    return variant(study, variantFolder)
        .map(variant -> of(above.get(), only(study, variant, seeds)));
  }

  private static Optional<StudyDirectory> study(Path folder) {
    return Optional.ofNullable(folder).map(StudyDirectory::new).filter(StudyDirectory::exists);
  }

  private static Optional<Variant> variant(Study study, Path folder) {
    String name = folder.getFileName().toString();
    return study.variants().stream().filter(variant -> variant.name().equals(name)).findFirst();
  }

  private static OptionalLong seed(Path folder) {
    Matcher name = RUN.matcher(String.valueOf(folder.getFileName()));
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  private static Study only(Study study, Variant variant, ImmutableList<Long> seeds) {
    return new Study(
        study.name(),
        study.question(),
        study.base(),
        ImmutableList.of(variant),
        seeds,
        study.report().withoutExclusions(),
        ImmutableList.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        study.language());
  }

  /** A run whose study is not there. */
  private static RunFolders alone(Path path) throws IOException {
    RunDirectory run = new RunDirectory(path);
    Manifest manifest = Manifest.read(run.manifestFile());
    Study study =
        new Study(
            manifest.study(),
            "",
            ConfigNode.Mapping.empty(Origin.DEFAULT),
            ImmutableList.of(new Variant(manifest.variant(), ImmutableMap.of())),
            ImmutableList.of(manifest.seed()),
            Settings.defaults(ReportSpec.class));
    return new RunFolders(
        study,
        Optional.empty(),
        LookLog.EMPTY,
        ImmutableList.of(new RunFolder(manifest.variant(), manifest.seed(), run)));
  }
}
