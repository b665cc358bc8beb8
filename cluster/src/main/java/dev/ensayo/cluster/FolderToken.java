package dev.ensayo.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A small file in a study's folder, by which another process finds out whether it sees that folder
 * and not one of the same name on its own disk.
 *
 * @param file an absolute path
 * @param content what is in it, and nowhere else
 */
record FolderToken(String file, String content) implements Serializable {
  private static final String PREFIX = ".seen-by-executors-";

  /** Leaves one in a folder, which is made where there is none. */
  static FolderToken leaveIn(Path folder) throws IOException {
    String content = UUID.randomUUID().toString();
    Path file = Files.createDirectories(folder).toAbsolutePath().resolve(PREFIX + content);
    Files.writeString(file, content);
    return new FolderToken(file.toString(), content);
  }

  /** Whether this process sees the folder and may write there. */
  boolean isSeenHere() {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path)
          && Files.readString(path).equals(content)
          && Files.isWritable(path.getParent());
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /** Takes it away, if that can be done; one that stays does no harm. */
  void remove() {
    boolean unused = Path.of(file).toFile().delete();
  }
}
