package dev.ensayo.core.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes {@code clock,step,metric,value} lines (RFC 4180) as values come.
 *
 * <p>Values are printed so that they parse back to the same double. A checkpoint keeps the length
 * that {@link #sync} returns; a resumed run cuts the file there and goes on.
 */
public final class MetricsFile implements MetricSink, Closeable {
  /** First line of the file. */
  public static final String HEADER = "clock,step,metric,value";

  private static final String LINE_END = "\r\n";

  /** What needs no quotes in RFC 4180, in ASCII. */
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('!', '~').and(CharMatcher.noneOf(",\""));

  private final FileChannel channel;
  private final OutputStream out;

  private MetricsFile(FileChannel channel) {
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 15);
  }

  /** Starts a new file, replacing what is there. */
  public static MetricsFile create(Path file) throws IOException {
    MetricsFile metrics =
        new MetricsFile(
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE));
    metrics.write(HEADER + LINE_END);
    return metrics;
  }

  /**
   * Goes on with a file from a length that {@link #sync} once returned.
   *
   * @throws IOException if the file is shorter than that
   */
  public static MetricsFile resume(Path file, long length) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (channel.size() < length) {
      long found = channel.size();
      channel.close();
      throw new IOException(
          file + " has " + found + " bytes, but its checkpoint was made at " + length);
    }
    channel.truncate(length);
    channel.position(length);
    return new MetricsFile(channel);
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
    out.write(line.getBytes(StandardCharsets.US_ASCII));
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

  @Override
  public void close() throws IOException {
    try (channel) {
      out.flush();
    }
  }
}
