package dev.ensayo.core.file;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders that were being written when their process was killed. */
final class Leftovers {
  /** What others began so long before will not be finished. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private Leftovers() {}

  /**
   * Deletes those with a {@linkplain AtomicFile#part name beside} a place.
   *
   * @param now by the clock of the file system, which is the same for all who share it
   */
  static void delete(Path place, FileTime now) throws IOException {
    String prefix = place.getFileName() + ".";
    List<Path> left;
    try (Stream<Path> siblings = Files.list(place.getParent())) {
      left =
          siblings
              .filter(sibling -> sibling.getFileName().toString().startsWith(prefix))
              .filter(sibling -> AtomicFile.isPart(sibling, prefix.length()))
              .toList();
    }
    for (Path sibling : left) {
      deleteIfAbandoned(sibling, now);
    }
  }

  private static void deleteIfAbandoned(Path sibling, FileTime now) throws IOException {
    try {
      FileTime since = Files.getLastModifiedTime(sibling);
      if (now.toMillis() - since.toMillis() > ABANDONED.toMillis()) {
        MoreFiles.deleteRecursively(sibling, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (FileSystemException e) {
      return; // its owner or another process has just taken it away; if not, the next will
    }
  }
}
