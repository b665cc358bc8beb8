package dev.ensayo.embeddings.evaluation;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.data.DataFolders;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where files of tests are looked for: as named, then below the folders for data. */
final class DataFiles {
  private DataFiles() {}

  /**
   * The first place where there is such a file.
   *
   * @param setting what the error is about
   * @throws InvalidSettingException if there is none, with all places
   */
  static Path find(String name, String setting) {
    Path given = Path.of(name);
    if (Files.isRegularFile(given)) {
      return given;
    }
    DataFolders folders = DataFolders.ofThisMachine();
    return folders
        .find(name)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    setting,
                    "there is no file '"
                        + name
                        + "' here or below "
                        + String.join(
                            ", ", folders.searched().stream().map(Path::toString).toList())
                        + "; set "
                        + DataFolders.VARIABLE
                        + " to the folder that holds it"));
  }
}
