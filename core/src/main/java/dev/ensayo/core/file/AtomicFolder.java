package dev.ensayo.core.file;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes several files that belong together: they appear in a folder all at once or not at all,
 * also when the process is killed or another process writes the same folder at the same time.
 *
 * <p>The files are written into a folder beside, which then takes the place of the old one. A
 * process killed between the two renames leaves the old and the new folder beside the place, both
 * whole, and none in it; the next to write cleans that up. A folder that holds other things too, or
 * that cannot be renamed, stays, and its files are replaced one after the other.
 */
public final class AtomicFolder {
  /** Writes the files. */
  @FunctionalInterface
  public interface Content {
    /**
     * @param folder empty; the files go into it, or into folders of it
     */
    void writeTo(Path folder) throws IOException;
  }

  private static final int TRIES = 20;

  private AtomicFolder() {}

  public static void write(Path folder, Content content) throws IOException {
    Path place = place(folder);
    Files.createDirectories(place.getParent());
    if (!Files.isWritable(place.getParent())) {
      writeInto(place, content);
      return;
    }
    Path fresh = Files.createDirectory(AtomicFile.part(place));
    try {
      Leftovers.delete(place, Files.getLastModifiedTime(fresh));
      content.writeTo(fresh);
      if (!holdsNothingElse(place, names(fresh)) || !takePlace(fresh, place)) {
        moveFiles(fresh, place);
      }
    } finally {
      delete(fresh);
    }
  }

  /**
   * Writes a folder that is not there yet.
   *
   * @return false if something is there, maybe because another process was faster; it stays
   */
  public static boolean writeNew(Path folder, Content content) throws IOException {
    Path place = place(folder);
    Files.createDirectories(place.getParent());
    Path fresh = Files.createDirectory(AtomicFile.part(place));
    try {
      content.writeTo(fresh);
      Files.move(fresh, place);
      return true;
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      return false;
    } finally {
      delete(fresh);
    }
  }

  /**
   * Puts a folder, with folders in it if need be, in the place of what is there, whatever that
   * holds.
   *
   * @throws IOException also if the place cannot be taken, such as one that a file system is
   *     mounted on; what was there stays
   */
  public static void replace(Path folder, Content content) throws IOException {
    Path place = place(folder);
    Files.createDirectories(place.getParent());
    Path fresh = Files.createDirectory(AtomicFile.part(place));
    try {
      Leftovers.delete(place, Files.getLastModifiedTime(fresh));
      content.writeTo(fresh);
      if (!takePlace(fresh, place)) {
        throw new IOException(place + " cannot be renamed, so it cannot be replaced as a whole");
      }
    } finally {
      delete(fresh);
    }
  }

  /** Where a link leads; another process may be replacing what is there. */
  private static Path place(Path folder) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    return Files.isSymbolicLink(place)
        ? place(place.resolveSibling(Files.readSymbolicLink(place)))
        : place;
  }

  /** Where nothing may be made beside the folder. */
  private static void writeInto(Path place, Content content) throws IOException {
    Path fresh = Files.createDirectory(AtomicFile.part(place.resolve("new")));
    try {
      content.writeTo(fresh);
      moveFiles(fresh, place);
    } finally {
      delete(fresh);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names = new HashSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  private static boolean holdsNothingElse(Path place, Set<String> names) throws IOException {
    try {
      return names.containsAll(names(place));
    } catch (NoSuchFileException e) {
      return true; // there is none, or another process is just replacing it
    }
  }

  /** False if the folder cannot be renamed, such as one that a file system is mounted on. */
  private static boolean takePlace(Path fresh, Path place) throws IOException {
    for (int i = 1; ; i++) {
      Path old = AtomicFile.part(place);
      try {
        Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException e) {
        old = null; // there was none, or another process is just replacing it
      } catch (FileSystemException e) {
        return false;
      }
      try {
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        discard(old);
        return true;
      } catch (FileSystemException e) {
        // Mostly because another process was faster, and what it put there is to be replaced.
        putBack(old, place);
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private static void discard(Path old) throws IOException {
    if (old != null) {
      delete(old);
    }
  }

  /** Unless another process has put something there meanwhile. */
  private static void putBack(Path old, Path place) throws IOException {
    if (old != null) {
      try {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        delete(old);
      }
    }
  }

  private static void moveFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> all = Files.list(from)) {
      files = new ArrayList<>(all.sorted().toList());
    }
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        moveFiles(file, to.resolve(file.getFileName()));
        continue;
      }
      Files.move(
          file,
          to.resolve(file.getFileName()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
