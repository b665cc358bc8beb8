package dev.ensayo.core.checkpoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what {@link StateWriter} wrote, in the same order. */
public final class StateReader {
  private static final int CHUNK_BYTES = 1 << 16;

  /** Moves {@code count} values out of the chunk; {@code done} were moved before. */
  @FunctionalInterface
  private interface Chunk {
    void move(int done, int count);
  }

  private final DataInputStream in;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

  public StateReader(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, CHUNK_BYTES));
  }

  /**
   * Enters a named part.
   *
   * @throws IOException if another part comes next
   */
  public void section(String name) throws IOException {
    String found = readString();
    if (!found.equals(name)) {
      throw new IOException("checkpoint holds '" + found + "' where '" + name + "' belongs");
    }
  }

  /**
   * Enters a part that has had several names.
   *
   * @return the one it has here
   * @throws IOException if another part comes next
   */
  public String sectionOf(String... names) throws IOException {
    String found = readString();
    if (!List.of(names).contains(found)) {
      throw new IOException("checkpoint holds '" + found + "' where '" + names[0] + "' belongs");
    }
    return found;
  }

  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  public int readInt() throws IOException {
    return in.readInt();
  }

  public long readLong() throws IOException {
    return in.readLong();
  }

  public float readFloat() throws IOException {
    return in.readFloat();
  }

  public double readDouble() throws IOException {
    return in.readDouble();
  }

  public String readString() throws IOException {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  public byte[] readBytes() throws IOException {
    int length = readLength();
    byte[] values = in.readNBytes(length);
    if (values.length < length) {
      throw new EOFException("checkpoint ends " + (length - values.length) + " bytes early");
    }
    return values;
  }

  /** Fills all of {@code target}; the stored array must have the same length. */
  public void readBytes(byte[] target) throws IOException {
    readBytes(target, 0, target.length);
  }

  /** Fills {@code target[offset .. offset + length)}; the stored array must have that length. */
  public void readBytes(byte[] target, int offset, int length) throws IOException {
    checkLength(readLength(), length);
    in.readFully(target, offset, length);
  }

  /** Fills all of {@code target}; the stored array must have the same length. */
  public void readInts(int[] target) throws IOException {
    readInts(target, 0, target.length);
  }

  /** Fills {@code target[offset .. offset + length)}; the stored array must have that length. */
  public void readInts(int[] target, int offset, int length) throws IOException {
    inChunks(
        length,
        Integer.BYTES,
        (done, count) -> chunk.asIntBuffer().get(target, offset + done, count));
  }

  /** Fills all of {@code target}; the stored array must have the same length. */
  public void readLongs(long[] target) throws IOException {
    readLongs(target, 0, target.length);
  }

  /** Fills {@code target[offset .. offset + length)}; the stored array must have that length. */
  public void readLongs(long[] target, int offset, int length) throws IOException {
    inChunks(
        length,
        Long.BYTES,
        (done, count) -> chunk.asLongBuffer().get(target, offset + done, count));
  }

  /** Fills all of {@code target}; the stored array must have the same length. */
  public void readFloats(float[] target) throws IOException {
    readFloats(target, 0, target.length);
  }

  /** Fills {@code target[offset .. offset + length)}; the stored array must have that length. */
  public void readFloats(float[] target, int offset, int length) throws IOException {
    inChunks(
        length,
        Float.BYTES,
        (done, count) -> chunk.asFloatBuffer().get(target, offset + done, count));
  }

  /** Fills all of {@code target}; the stored array must have the same length. */
  public void readDoubles(double[] target) throws IOException {
    readDoubles(target, 0, target.length);
  }

  /** Fills {@code target[offset .. offset + length)}; the stored array must have that length. */
  public void readDoubles(double[] target, int offset, int length) throws IOException {
    inChunks(
        length,
        Double.BYTES,
        (done, count) -> chunk.asDoubleBuffer().get(target, offset + done, count));
  }

  /**
   * Reads an array of so many values a chunk at a time, and has each chunk put where it belongs.
   */
  private void inChunks(int length, int bytesEach, Chunk each) throws IOException {
    checkLength(readLength(), length);
    int perChunk = CHUNK_BYTES / bytesEach;
    for (int done = 0; done < length; done += perChunk) {
      int count = Math.min(perChunk, length - done);
      in.readFully(chunk.array(), 0, count * bytesEach);
      each.move(done, count);
    }
  }

  private int readLength() throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("checkpoint is damaged: an array of length " + length);
    }
    return length;
  }

  private static void checkLength(int stored, int wanted) throws IOException {
    if (stored != wanted) {
      throw new IOException(
          "checkpoint holds an array of " + stored + " values where " + wanted + " belong");
    }
  }
}
