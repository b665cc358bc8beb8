package dev.ensayo.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes whole files: a reader sees the old content or the new, never a part, also when the process
 * is killed, the disk is full, or another process writes the same file at the same time.
 */
public final class AtomicFile {
  /** Produces the content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Ending of a file that is still being written, or was when the process was killed. */
  public static final String PART_SUFFIX = ".part";

  /** Tells the parts of this process from those of others, on this machine and elsewhere. */
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  private static final Pattern ADDED =
      Pattern.compile("[0-9a-f]{8}-[0-9]+" + Pattern.quote(PART_SUFFIX));

  private static final AtomicLong WRITTEN = new AtomicLong();

  private AtomicFile() {}

  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes beside the file, forces it to the disk, then renames. */
  public static void write(Path file, Content content) throws IOException {
    write(file, content, Fence.NONE);
  }

  /**
   * The same, if the fence still lets it pass once everything is written.
   *
   * @throws IOException what the fence threw; the old content stays
   */
  public static void write(Path file, Content content, Fence fence) throws IOException {
    write(file, content, fence, true);
  }

  /**
   * Writes beside the file, then renames. A power cut soon after may leave an empty file; a kill
   * does not. For files that count only once {@link FileSync} has forced them.
   */
  public static void writeUnforced(Path file, Content content) throws IOException {
    write(file, content, Fence.NONE, false);
  }

  /** {@link #writeUnforced(Path, Content)} with a text. */
  public static void writeUnforced(Path file, String text) throws IOException {
    writeUnforced(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void write(Path file, Content content, Fence fence, boolean forced)
      throws IOException {
    Path part = part(file);
    try {
      try (FileChannel channel =
              FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        content.writeTo(out);
        out.flush();
        if (forced) {
          channel.force(true);
        }
      }
      fence.check();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /**
   * As {@link #write(Path, Content)}, for a file that its user placed: also deletes what processes
   * that were killed an hour ago or longer have left of it, for nobody else cleans up there.
   */
  public static void replace(Path file, Content content) throws IOException {
    Path place = file.toAbsolutePath();
    write(place, content);
    Leftovers.delete(place, Files.getLastModifiedTime(place));
  }

  /** {@link #replace(Path, Content)} with a text. */
  public static void replace(Path file, String text) throws IOException {
    replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A name beside the file that nobody else uses; whoever writes there renames or deletes it. */
  public static Path part(Path file) {
    return file.resolveSibling(
        file.getFileName() + "." + PROCESS + "-" + WRITTEN.incrementAndGet() + PART_SUFFIX);
  }

  /** Whether all of a name from a position on is what {@link #part} adds. */
  static boolean isPart(Path file, int from) {
    return ADDED.matcher(file.getFileName().toString().substring(from)).matches();
  }

  /** Deletes what killed processes left in a folder that nobody else writes to. */
  public static void deleteParts(Path folder) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder)) {
      parts = files.filter(file -> file.getFileName().toString().endsWith(PART_SUFFIX)).toList();
    }
    for (Path part : parts) {
      Files.deleteIfExists(part);
    }
  }
}
