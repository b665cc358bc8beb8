package dev.ensayo.core.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.file.RunningFingerprint;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Writes {@code clock,step,metric,value} lines (RFC 4180) as values come.
 *
 * <p>Values are printed so that they parse back to the same double. A checkpoint keeps the length
 * that {@link #sync} returns and the {@link #fingerprint}; a resumed run cuts the file there and
 * goes on, if it still is what was written.
 *
 * <p>Creating and resuming put a new file in the place of the old one, so that a process that still
 * has the old one open, such as one that slept while another took over its run, can no longer
 * change what is read under its name.
 */
public final class MetricsFile implements MetricSink, Closeable {
  /** First line of the file. */
  public static final String HEADER = "clock,step,metric,value";

  /** The file is no longer what its writer left. */
  public static final class ChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedException(String message) {
      super(message);
    }
  }

  private static final String LINE_END = "\r\n";
  private static final int CHUNK = 1 << 16;

  /** What needs no quotes in RFC 4180, in ASCII. */
  static final CharMatcher PLAIN = CharMatcher.inRange('!', '~').and(CharMatcher.noneOf(",\""));

  private final FileChannel channel;
  private final OutputStream out;
  private final RunningFingerprint written;

  private MetricsFile(FileChannel channel, RunningFingerprint written) {
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 15);
    this.written = written;
  }

  /** Starts a new file, replacing what is there. What a symbolic link points to is written to. */
  public static MetricsFile create(Path file) throws IOException {
    MetricsFile metrics = new MetricsFile(openAnew(file), new RunningFingerprint());
    metrics.write(HEADER + LINE_END);
    return metrics;
  }

  private static FileChannel openAnew(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return FileChannel.open(
          file,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    }
    Path part = AtomicFile.part(file);
    FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return inPlace(part, file, channel);
  }

  /** Gives the part its name; the channel stays open on it. */
  private static FileChannel inPlace(Path part, Path file, FileChannel channel) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return channel;
    } catch (IOException | RuntimeException e) {
      try (channel) {
        Files.deleteIfExists(part);
      }
      throw e;
    }
  }

  /**
   * Goes on with a file from a length that {@link #sync} once returned.
   *
   * @param sha256 what the fingerprint was then, if that is known; else its lines are read as proof
   * @throws ChangedException if the file is shorter than that, or its beginning was changed; it is
   *     left as it is
   */
  public static MetricsFile resume(Path file, long length, Optional<String> sha256)
      throws IOException {
    if (sha256.isEmpty()) {
      checkLines(file, length);
    }
    Path part = AtomicFile.part(file);
    FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    RunningFingerprint written = new RunningFingerprint();
    try {
      copy(file, length, channel, written);
      if (sha256.isPresent() && !sha256.get().equals(written.current().sha256())) {
        throw new ChangedException(
            file + " was changed in its first " + length + " bytes after they were written");
      }
      channel.force(false);
    } catch (IOException | RuntimeException e) {
      try (channel) {
        Files.deleteIfExists(part);
      }
      throw e;
    }
    return new MetricsFile(inPlace(part, file, channel), written);
  }

  /** Files of before there were fingerprints. */
  private static void checkLines(Path file, long length) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = in.readNBytes(Math.toIntExact(length));
    }
    checkLength(file, beginning.length, length);
    try {
      MetricSeries unused = MetricSeries.parse(file, beginning);
    } catch (IOException e) {
      throw new ChangedException(e.getMessage());
    }
  }

  private static void copy(Path file, long length, FileChannel to, RunningFingerprint written)
      throws IOException {
    long copied = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      while (copied < length) {
        int read = in.read(chunk, 0, (int) Math.min(CHUNK, length - copied));
        if (read < 0) {
          break;
        }
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, read);
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        written.update(chunk, 0, read);
        copied += read;
      }
    }
    checkLength(file, copied, length);
  }

  private static void checkLength(Path file, long found, long length) throws ChangedException {
    if (found < length) {
      throw new ChangedException(
          file + " has " + found + " bytes, but its checkpoint was made at " + length);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the line cannot be written, such as on a full disk
   * @throws IllegalArgumentException if the name of the metric has other characters than printable
   *     ASCII, or commas, quotes or spaces
   */
  @Override
  public void record(Clock clock, long step, String metric, double value) {
    checkArgument(PLAIN.matchesAllOf(metric), "'%s' cannot name a metric", metric);
    try {
      write(clock.label() + "," + step + "," + metric + "," + value + LINE_END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    written.update(bytes, 0, bytes.length);
    out.write(bytes);
  }

  /** Of all lines recorded so far, whether or not they have left this process. */
  public Fingerprint fingerprint() {
    return written.current();
  }

  /** Hands all lines to the operating system, so that other programs see them. */
  public void flush() throws IOException {
    out.flush();
  }

  /** Forces all lines to the disk and returns the length of the file in bytes. */
  public long sync() throws IOException {
    out.flush();
    channel.force(false);
    return channel.position();
  }

  /** Closes the file without writing what has not left this process yet. */
  public void abandon() throws IOException {
    channel.close();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      out.flush();
    }
  }
}
