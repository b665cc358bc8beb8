package dev.ensayo.core.vectors;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a file, unpacked where it is packed with gzip, whatever its name. It knows where it
 * is, and can look ahead from its start.
 */
final class VectorBytes implements AutoCloseable {
  /** How far one can look ahead. */
  static final int HEAD = 1 << 20;

  private static final int PACKED_BUFFER = 1 << 16;
  private static final int GZIP = 0x8b1f;

  /** The longest line that is read. */
  private static final int LONGEST = 1 << 24;

  private final String name;
  private final boolean isPacked;
  private final InputStream in;
  private final byte[] buffer = new byte[HEAD];
  private int at;
  private int filled;
  private long position;
  private byte[] line = new byte[1 << 12];
  private int length;

  VectorBytes(Path file) throws IOException {
    this.name = file.toString();
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), PACKED_BUFFER);
    this.isPacked = startsPacked(raw);
    this.in = isPacked ? new GZIPInputStream(raw, PACKED_BUFFER) : raw;
  }

  private static boolean startsPacked(InputStream raw) throws IOException {
    raw.mark(2);
    int magic = raw.read() | raw.read() << 8;
    raw.reset();
    return magic == GZIP;
  }

  /** What messages begin with. */
  String name() {
    return name;
  }

  boolean isPacked() {
    return isPacked;
  }

  /** The first bytes, {@link #HEAD} or all there are, before any is read. */
  byte[] head() throws IOException {
    fill();
    return Arrays.copyOf(buffer, filled);
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = in.readNBytes(buffer, 0, buffer.length);
    }
    return filled > 0;
  }

  /** Bytes so far, unpacked. */
  long position() {
    return position;
  }

  /** The next byte from −128 to 127, or {@link Integer#MIN_VALUE} at the end of the file. */
  int read() throws IOException {
    if (at == filled && !fill()) {
      return Integer.MIN_VALUE;
    }
    position++;
    return buffer[at++];
  }

  /** How many bytes were there, at most as many as the array has. */
  int fill(byte[] row) throws IOException {
    int found = 0;
    while (found < row.length && (at < filled || fill())) {
      int some = Math.min(row.length - found, filled - at);
      System.arraycopy(buffer, at, row, found, some);
      at += some;
      found += some;
    }
    position += found;
    return found;
  }

  /**
   * Reads a line; {@link #bytes} and {@link #length} then tell what is in it.
   *
   * @return whether a line end followed, which is passed over; false at the end of the file
   */
  boolean readLine() throws IOException {
    length = 0;
    while (at < filled || fill()) {
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      append(end - at);
      if (at < filled) {
        at++;
        position++;
        return true;
      }
    }
    return false;
  }

  private void append(int count) throws VectorsFormatException {
    if (length + count > LONGEST) {
      throw new VectorsFormatException(
          name + ", byte " + position + ": a line of more than " + LONGEST + " bytes");
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, 2 * (length + count));
    }
    System.arraycopy(buffer, at, line, length, count);
    length += count;
    at += count;
    position += count;
  }

  /** What was read last, from 0 to {@link #length}; overwritten by the next reading. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
