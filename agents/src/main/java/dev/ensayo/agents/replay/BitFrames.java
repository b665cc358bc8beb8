package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/** Observations of zeros and ones, a bit each, the first of eight the lowest of its byte. */
final class BitFrames extends FrameStore<byte[]> {
  /** The eight numbers of each byte, one byte after the other: short copies instead of shifts. */
  private static final float[] NUMBERS = numbers();

  private final int bytes;

  BitFrames(int size, long mostFrames) {
    super(size, mostFrames);
    this.bytes = bytes(size);
  }

  /** Bytes of one observation. */
  static int bytes(int size) {
    return (size + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static float[] numbers() {
    float[] numbers = new float[(1 << Byte.SIZE) * Byte.SIZE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((i / Byte.SIZE) >> (i % Byte.SIZE)) & 1;
    }
    return numbers;
  }

  @Override
  byte[] newChunk(int rows) {
    return new byte[rows * bytes];
  }

  @Override
  void put(byte[] chunk, int row, float[] source) {
    int to = row * bytes;
    for (int i = 0; i < bytes; i++) {
      int first = i * Byte.SIZE;
      int bits = 0;
      for (int k = 0; k < Math.min(Byte.SIZE, size() - first); k++) {
        bits |= (int) source[first + k] << k;
      }
      chunk[to + i] = (byte) bits;
    }
  }

  @Override
  void get(byte[] chunk, int row, float[] target, int offset) {
    int from = row * bytes;
    int whole = size() / Byte.SIZE;
    Arrays.fill(target, offset, offset + whole * Byte.SIZE, 0); // most bytes of a game's frame
    for (int i = 0; i < whole; i++) {
      int bits = chunk[from + i] & 0xff;
      if (bits != 0) {
        System.arraycopy(NUMBERS, bits * Byte.SIZE, target, offset + i * Byte.SIZE, Byte.SIZE);
      }
    }
    for (int f = whole * Byte.SIZE; f < size(); f++) {
      target[offset + f] = (chunk[from + whole] >> (f % Byte.SIZE)) & 1;
    }
  }

  @Override
  void write(byte[] chunk, int from, int to, StateWriter out) throws IOException {
    out.writeBytes(chunk, from * bytes, (to - from) * bytes);
  }

  @Override
  void read(byte[] chunk, int from, int to, StateReader in) throws IOException {
    in.readBytes(chunk, from * bytes, (to - from) * bytes);
  }
}
