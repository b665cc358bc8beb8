package dev.ensayo.core.lease;

import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lease files of one folder: {@code lease-1}, {@code lease-2}, … The highest number counts.
 *
 * @param folder what is leased
 */
record LeaseFiles(Path folder) {
  static final String PREFIX = "lease-";

  private static final Pattern NAME = Pattern.compile(PREFIX + "([1-9][0-9]{0,17})");

  private Path file(long generation) {
    return folder.resolve(PREFIX + generation);
  }

  /** The highest number; 0 where there is none. */
  long highest() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(LeaseFiles::generation).max().orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static long generation(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  /** What a file holds; empty if it is not there. */
  Optional<byte[]> read(long generation) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file(generation)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Makes the file if nobody else has: of all that try, one gets true. */
  boolean create(long generation, LeaseNote note) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(
            file(generation), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(note.toBytes());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Replaces what the file holds, as a whole. It need not survive a power cut, so it is not forced
   * to the disk.
   */
  void replace(long generation, LeaseNote note) throws IOException {
    Path part = AtomicFile.part(file(generation));
    try {
      Files.write(part, note.toBytes(), StandardOpenOption.CREATE_NEW);
      Files.move(
          part,
          file(generation),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /** Takes away that file and all of lower numbers. */
  void deleteUpTo(long generation) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        long number = generation(file);
        if (number > 0 && number <= generation) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
