package dev.ensayo.core.checkpoint;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes state as a flat sequence of numbers, arrays and named sections.
 *
 * <p>Arrays carry their length, so that {@link StateReader} can tell a foreign checkpoint from a
 * fitting one.
 */
public final class StateWriter {
  private static final int CHUNK_BYTES = 1 << 16;

  /** Moves {@code count} values into the chunk; {@code done} were moved before. */
  @FunctionalInterface
  private interface Chunk {
    void move(int done, int count);
  }

  private final DataOutputStream out;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

  public StateWriter(OutputStream out) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, CHUNK_BYTES));
  }

  /** Starts a named part; {@link StateReader#section} checks that it finds the same name. */
  public void section(String name) throws IOException {
    writeString(name);
  }

  public void writeBoolean(boolean value) throws IOException {
    out.writeBoolean(value);
  }

  public void writeInt(int value) throws IOException {
    out.writeInt(value);
  }

  public void writeLong(long value) throws IOException {
    out.writeLong(value);
  }

  public void writeFloat(float value) throws IOException {
    out.writeFloat(value);
  }

  public void writeDouble(double value) throws IOException {
    out.writeDouble(value);
  }

  public void writeString(String value) throws IOException {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public void writeBytes(byte[] values) throws IOException {
    writeBytes(values, 0, values.length);
  }

  /** Writes {@code values[offset .. offset + length)}. */
  public void writeBytes(byte[] values, int offset, int length) throws IOException {
    out.writeInt(length);
    out.write(values, offset, length);
  }

  public void writeInts(int[] values) throws IOException {
    writeInts(values, 0, values.length);
  }

  /** Writes {@code values[offset .. offset + length)}. */
  public void writeInts(int[] values, int offset, int length) throws IOException {
    inChunks(
        length,
        Integer.BYTES,
        (done, count) -> chunk.asIntBuffer().put(values, offset + done, count));
  }

  public void writeLongs(long[] values) throws IOException {
    writeLongs(values, 0, values.length);
  }

  /** Writes {@code values[offset .. offset + length)}. */
  public void writeLongs(long[] values, int offset, int length) throws IOException {
    inChunks(
        length,
        Long.BYTES,
        (done, count) -> chunk.asLongBuffer().put(values, offset + done, count));
  }

  public void writeFloats(float[] values) throws IOException {
    writeFloats(values, 0, values.length);
  }

  /** Writes {@code values[offset .. offset + length)}. */
  public void writeFloats(float[] values, int offset, int length) throws IOException {
    inChunks(
        length,
        Float.BYTES,
        (done, count) -> chunk.asFloatBuffer().put(values, offset + done, count));
  }

  public void writeDoubles(double[] values) throws IOException {
    writeDoubles(values, 0, values.length);
  }

  /** Writes {@code values[offset .. offset + length)}. */
  public void writeDoubles(double[] values, int offset, int length) throws IOException {
    inChunks(
        length,
        Double.BYTES,
        (done, count) -> chunk.asDoubleBuffer().put(values, offset + done, count));
  }

  /** Writes an array of so many values a chunk at a time, each put together by the caller. */
  private void inChunks(int length, int bytesEach, Chunk each) throws IOException {
    out.writeInt(length);
    int perChunk = CHUNK_BYTES / bytesEach;
    for (int done = 0; done < length; done += perChunk) {
      int count = Math.min(perChunk, length - done);
      each.move(done, count);
      out.write(chunk.array(), 0, count * bytesEach);
    }
  }

  /** Hands everything written so far to the underlying stream. */
  public void flush() throws IOException {
    out.flush();
  }
}
