package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where studies are found: any file by its path, the bundled ones by name. */
final class StudyShelf {
  private static final String HOME = "ensayo.home";
  private static final String SUFFIX = ".yaml";

  private final Path bundled;

  private StudyShelf(Path bundled) {
    this.bundled = bundled;
  }

  /** The shelf of this installation; the launcher says where it is. */
  static StudyShelf ofInstallation() {
    return new StudyShelf(
        Path.of(System.getProperty(HOME, ".")).resolve("experiments").resolve("studies"));
  }

  /** Names of the bundled studies, sorted. */
  List<String> names() {
    if (!Files.isDirectory(bundled)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(bundled)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bundled study of that name, if there is one. */
  Optional<Path> bundled(String name) {
    return names().contains(name) ? Optional.of(bundled.resolve(name + SUFFIX)) : Optional.empty();
  }

  /**
   * The file that a command's argument means.
   *
   * @throws WrongInputException if there is none
   */
  Path find(String argument) {
    Path path = Path.of(argument);
    if (Files.isRegularFile(path)) {
      return path;
    }
    if (Files.isDirectory(path) && bundled(argument).isEmpty()) {
      throw new WrongInputException(
          "'" + argument + "' is a folder; give the file of a study, or the name of a bundled one");
    }
    return bundled(argument)
        .orElseThrow(
            () ->
                new WrongInputException(
                    "there is no study file '"
                        + argument
                        + "', and no bundled study of that name; "
                        + NearestName.hint(argument, names())));
  }
}
