package dev.ensayo.core.checkpoint;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.ByteStreams;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints of one run, one file each, named after the position on the run's clock.
 *
 * <p>A file is written whole or not at all and ends in a CRC-32C of its content; a damaged one is
 * passed over in favour of the one before it. The newest two are kept.
 */
public final class CheckpointStore {
  /** Reads one part of a checkpoint after the other. */
  @FunctionalInterface
  public interface Restoring {
    void from(StateReader in) throws IOException;
  }

  /**
   * A sound checkpoint no longer fits what lies beside it. Only the first part may throw it, before
   * it has changed anything.
   */
  public static final class UnfitException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnfitException(String message) {
      super(message);
    }
  }

  private static final String SUFFIX = ".checkpoint";
  private static final String END = "end";
  private static final String FORMAT = "ensayo-checkpoint/1";
  private static final int KEPT = 2;
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private final Path directory;
  private final Fence fence;

  public CheckpointStore(Path directory) {
    this(directory, Fence.NONE);
  }

  /**
   * @param fence asked before a checkpoint takes its place
   */
  public CheckpointStore(Path directory, Fence fence) {
    this.directory = directory;
    this.fence = fence;
  }

  /** Saves a state and deletes all but the newest two. */
  public void save(long position, Stateful... parts) throws IOException {
    Files.createDirectories(directory);
    AtomicFile.write(directory.resolve(name(position)), out -> write(out, parts), fence);
    deleteParts();
    keepNewest(KEPT);
  }

  private static void write(OutputStream out, Stateful... parts) throws IOException {
    HashingOutputStream hashing = new HashingOutputStream(Hashing.crc32c(), out);
    StateWriter writer = new StateWriter(hashing);
    writer.section(FORMAT);
    for (Stateful part : parts) {
      part.saveState(writer);
    }
    writer.section(END);
    writer.flush();
    out.write(hashing.hash().asBytes());
  }

  /**
   * Restores the newest sound checkpoint. One whose first part throws {@link UnfitException} is
   * passed over like a damaged one.
   *
   * @return its file, or empty if there is none
   * @throws IOException if a sound checkpoint does not fit what is restored
   */
  public Optional<Path> restoreNewest(Stateful... parts) throws IOException {
    for (Path file : newestFirst()) {
      if (isSound(file) && restore(file, parts)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** False if it no longer fits what lies beside it. */
  private static boolean restore(Path file, Stateful... parts) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      StateReader reader = new StateReader(in);
      reader.section(FORMAT);
      for (Stateful part : parts) {
        part.loadState(reader);
      }
      reader.section(END);
      return true;
    } catch (UnfitException e) {
      return false;
    } catch (EOFException e) {
      throw new IOException(file + ": checkpoint ends before all of the run is restored", e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() throws IOException {
    return newestFirst().isEmpty();
  }

  /** Deletes all checkpoints: the run is done. */
  public void clear() throws IOException {
    deleteParts();
    keepNewest(0);
    Files.deleteIfExists(directory);
  }

  /** Deletes all but the newest. */
  public void keepNewest() throws IOException {
    deleteParts();
    keepNewest(1);
  }

  /** Deletes those of a position or later. */
  public void deleteFrom(long position) throws IOException {
    String first = name(position);
    for (Path file : newestFirst()) {
      if (file.getFileName().toString().compareTo(first) >= 0) {
        Files.delete(file);
      }
    }
  }

  private void keepNewest(int count) throws IOException {
    List<Path> all = newestFirst();
    for (Path old : all.subList(Math.min(count, all.size()), all.size())) {
      Files.delete(old);
    }
  }

  private static String name(long position) {
    return String.format(Locale.ROOT, "%019d%s", position, SUFFIX);
  }

  private static boolean isSound(Path file) throws IOException {
    long content = Files.size(file) - CHECKSUM_BYTES;
    if (content <= 0) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      HashingInputStream hashing =
          new HashingInputStream(Hashing.crc32c(), ByteStreams.limit(in, content));
      ByteStreams.exhaust(hashing);
      byte[] stored = in.readNBytes(CHECKSUM_BYTES);
      return Arrays.equals(stored, hashing.hash().asBytes());
    }
  }

  /** What a kill in the middle of a save left. */
  private void deleteParts() throws IOException {
    if (Files.isDirectory(directory)) {
      AtomicFile.deleteParts(directory);
    }
  }

  private List<Path> newestFirst() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .toList();
    }
  }
}
