package dev.ensayo.experiments.faults;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What commands have written, and what they were writing. */
public final class WrittenFiles {
  private WrittenFiles() {}

  /**
   * The SHA-256 of each file by its name, but for what says that it is not finished.
   *
   * @param place a folder or a file; empty if there is nothing
   */
  public static Map<String, String> under(Path place) throws IOException {
    Map<String, String> content = new TreeMap<>();
    if (Files.exists(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = place.relativize(file).toString();
          if (!name.contains(AtomicFile.PART_SUFFIX)) {
            content.put(name, Fingerprint.sha256Of(file));
          }
        }
      }
    }
    return content;
  }

  /** Files and folders that were being written there. */
  public static List<Path> partsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(AtomicFile.PART_SUFFIX))
          .toList();
    }
  }
}
