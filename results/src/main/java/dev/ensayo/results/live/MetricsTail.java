package dev.ensayo.results.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/**
 * Reads a file of metrics as it grows: each time the whole lines that came since. A file that was
 * replaced by a shorter or another one, as {@code --resume} does, is read anew from its beginning;
 * that it is another one is told by its length and by the bytes that were read last.
 */
final class MetricsTail {
  /** Takes what is read. */
  interface Listener {
    /** The file begins anew: nothing read so far counts. */
    void restarted();

    /**
     * A line {@code clock,step,metric,value}; others than these are left out.
     *
     * @param clock label of the clock
     */
    void line(String clock, long step, String metric, double value);
  }

  private static final int CHUNK = 1 << 16;

  /** How many of the bytes read last are kept as proof that the file is still the same. */
  private static final int PROOF = 64;

  private static final int FIELDS = 4;

  private final Path file;
  private final Listener listener;
  private long offset;
  private long sizeSeen = -1;
  private FileTime timeSeen;
  private byte[] proof = new byte[0];
  private boolean behind;

  MetricsTail(Path file, Listener listener) {
    this.file = file;
    this.listener = listener;
  }

  /** Whether the last reading stopped at its limit. */
  boolean isBehind() {
    return behind;
  }

  /**
   * Reads on.
   *
   * @param limit about how many bytes are read at the most
   * @return how many were
   * @throws IOException if the file is there and cannot be read
   */
  long read(long limit) throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      restart();
      sizeSeen = -1;
      return 0;
    }
    if (!behind && now.size() == sizeSeen && now.lastModifiedTime().equals(timeSeen)) {
      return 0;
    }
    long read;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (!isSame(channel)) {
        restart();
      }
      read = lines(channel, limit);
    } catch (NoSuchFileException e) {
      return 0; // it is just being replaced; the next look finds the other one
    }
    sizeSeen = now.size();
    timeSeen = now.lastModifiedTime();
    return read;
  }

  private void restart() {
    behind = false;
    if (offset > 0) {
      offset = 0;
      proof = new byte[0];
      listener.restarted();
    }
  }

  private boolean isSame(FileChannel channel) throws IOException {
    if (channel.size() < offset) {
      return false;
    }
    ByteBuffer there = ByteBuffer.allocate(proof.length);
    fill(there, channel, offset - proof.length);
    return Arrays.equals(proof, there.array());
  }

  private static void fill(ByteBuffer buffer, FileChannel channel, long from) throws IOException {
    long at = from;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        return;
      }
      at += read;
    }
  }

  /** Hands on the whole lines from the offset on. */
  private long lines(FileChannel channel, long limit) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    long begun = offset;
    behind = false;
    while (true) {
      buffer.clear();
      fill(buffer, channel, offset);
      int end = buffer.position();
      byte[] bytes = buffer.array();
      int start = 0;
      for (int i = 0; i < end; i++) {
        if (bytes[i] == '\n') {
          line(new String(bytes, start, i - start, StandardCharsets.UTF_8).stripTrailing());
          start = i + 1;
        }
      }
      boolean full = end == bytes.length;
      if (start == 0 && full) {
        start = end; // no line of metrics is so long
      }
      if (start > 0) {
        proof = Arrays.copyOfRange(bytes, Math.max(0, start - PROOF), start);
        offset += start;
      }
      if (!full) {
        return offset - begun;
      }
      if (offset - begun >= limit) {
        behind = true;
        return offset - begun;
      }
    }
  }

  private void line(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      return;
    }
    try {
      long step = Long.parseLong(fields[1]);
      listener.line(fields[0], step, fields[2], Double.parseDouble(fields[3]));
    } catch (NumberFormatException e) {
      return; // the header, or a damaged line, which the report names
    }
  }
}
