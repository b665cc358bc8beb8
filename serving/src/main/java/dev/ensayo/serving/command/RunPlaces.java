package dev.ensayo.serving.command;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.serving.pipeline.Champion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the run that somebody means: its folder, that of a variant, or STUDY/VARIANT. */
final class RunPlaces {
  private static final Path RUNS = Path.of("runs");
  private static final String SEED = "seed-";

  private RunPlaces() {}

  /**
   * The folder of a run. Of a variant it is the finished run with the smallest seed; of a study
   * that has one variant, that of this one, else of its baseline; of a pipeline its champion.
   *
   * @throws InvalidSettingException if there is none
   */
  static Path find(String operand) throws IOException {
    Path given;
    try {
      given = Path.of(operand);
    } catch (InvalidPathException e) {
      throw new InvalidSettingException("", "'" + operand + "' is no path");
    }
    Path folder = Files.exists(given) ? given : RUNS.resolve(given);
    if (!Files.isDirectory(folder)) {
      throw new InvalidSettingException(
          "",
          "there is neither a folder '%s' nor '%s'; name a run, such as runs/STUDY/VARIANT/seed-1"
              .formatted(given, RUNS.resolve(given)));
    }
    if (Files.exists(new RunDirectory(folder).config())) {
      return folder;
    }
    Optional<Path> champion = Champion.in(folder);
    if (champion.isPresent()) {
      return champion.get();
    }
    if (hasSeeds(folder)) {
      return finished(folder);
    }
    List<Path> variants = folders(folder).stream().filter(RunPlaces::hasSeeds).toList();
    if (variants.size() == 1) {
      return finished(variants.get(0));
    }
    Path baseline = folder.resolve(StudyBaseline.of(folder));
    if (variants.contains(baseline)) {
      return finished(baseline);
    }
    throw new InvalidSettingException(
        "",
        variants.isEmpty()
            ? "'%s' is not the folder of a run, and there is none in it".formatted(folder)
            : "'%s' has the variants %s; name one, as %s/%s"
                .formatted(
                    folder,
                    String.join(
                        ", ", variants.stream().map(v -> v.getFileName().toString()).toList()),
                    operand,
                    variants.get(0).getFileName()));
  }

  /** The folder of a pipeline that is meant; empty if it is none. */
  static Optional<Path> pipeline(String operand) throws IOException {
    for (Path folder : List.of(Path.of(operand), RUNS.resolve(operand))) {
      if (Champion.in(folder).isPresent()) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static Path finished(Path variant) throws IOException {
    return smallestSeed(variant)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    "", "'" + variant + "' has no finished run; './ensayo runs' says why"));
  }

  private static Optional<Path> smallestSeed(Path variant) throws IOException {
    return folders(variant).stream()
        .filter(RunPlaces::isSeed)
        .filter(run -> new RunDirectory(run).isComplete())
        .min(Comparator.comparingLong(RunPlaces::seed));
  }

  private static boolean hasSeeds(Path variant) {
    try {
      return folders(variant).stream().anyMatch(RunPlaces::isSeed);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isSeed(Path folder) {
    return folder.getFileName().toString().matches(SEED + "-?\\d{1,18}");
  }

  private static long seed(Path folder) {
    return Long.parseLong(folder.getFileName().toString().substring(SEED.length()));
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }
}
