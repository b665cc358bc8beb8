package dev.ensayo.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that somebody named on the command line. */
final class GivenFolder {
  private GivenFolder() {}

  /**
   * That folder.
   *
   * @throws WrongInputException if there is none, or a file in its place
   */
  static Path check(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new WrongInputException(
          Files.exists(folder)
              ? "'" + folder + "' is a file; give the folder of a study"
              : "there is no folder '" + folder + "'");
    }
    return folder;
  }
}
