package dev.ensayo.results.export;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.AtomicFolder;
import dev.ensayo.core.file.FileSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where an export goes: it is there as a whole or not at all, and takes the place of an earlier
 * one, but of nothing else.
 */
public final class ExportFolder {
  /** Tells a folder that an export made. */
  static final String MARKER = "ensayo-export.txt";

  private ExportFolder() {}

  /** Whether an export may go there: to a place that is free, empty, or has an earlier one. */
  public static boolean isFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    if (Files.exists(folder.resolve(MARKER))) {
      return true;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  /**
   * Writes an export.
   *
   * @param what it is, in a line
   * @param content need not be forced to the disk
   */
  static void write(Path folder, String what, AtomicFolder.Content content) throws IOException {
    AtomicFolder.replace(
        folder,
        fresh -> {
          content.writeTo(fresh);
          AtomicFile.writeUnforced(fresh.resolve(MARKER), what + "\n");
          FileSync.forceBelow(fresh);
        });
  }
}
