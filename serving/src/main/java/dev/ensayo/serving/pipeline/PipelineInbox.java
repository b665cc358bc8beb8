package dev.ensayo.serving.pipeline;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder into which new files are moved. A file is copied before it is deleted, and deleted
 * only if it is what was copied.
 *
 * @param path the folder
 */
record PipelineInbox(Path path) {
  private static final String ENDING = ".csv";

  /** The first CSV file by name; those that begin with a point are still being written. */
  Optional<Path> next() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isData(file.getFileName().toString()))
          .min(Comparator.comparing(file -> file.getFileName().toString()));
    }
  }

  private static boolean isData(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(ENDING) && !name.startsWith(".");
  }

  /**
   * Copies a file.
   *
   * @return the SHA-256 of the copy
   */
  static String copy(Path file, Path copy, Fence fence) throws IOException {
    Files.createDirectories(copy.getParent());
    fence.check();
    AtomicFile.write(copy, out -> Files.copy(file, out), fence);
    return sha256(copy);
  }

  /** Deletes a file if it is still what was copied. */
  void delete(String name, String sha256, Fence fence) throws IOException {
    Path file = path.resolve(name);
    if (Files.isRegularFile(file) && sha256(file).equals(sha256)) {
      fence.check();
      Files.delete(file);
    }
  }

  private static String sha256(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }
}
