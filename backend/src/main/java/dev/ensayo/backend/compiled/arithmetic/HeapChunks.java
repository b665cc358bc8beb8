package dev.ensayo.backend.compiled.arithmetic;

/**
 * A run of numbers on the heap, in arrays of a length that stays in the first cache, for what Java
 * alone works on: loops over the arrays become SIMD and nothing has to be copied first. One long
 * array would not do, since C2 makes no SIMD of several arrays from an offset on.
 */
public final class HeapChunks {
  /** Numbers in an array: 8 KiB. */
  static final int SIZE = 2048;

  private final float[][] chunks;
  private final int length;

  /** Numbers all zero. */
  public HeapChunks(int length) {
    this.length = length;
    this.chunks = new float[(length + SIZE - 1) / SIZE][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = new float[sizeOf(i)];
    }
  }

  private int sizeOf(int chunk) {
    return Math.min(SIZE, length - chunk * SIZE);
  }

  /** The numbers from {@code SIZE · index} on. */
  float[] get(int index) {
    return chunks[index];
  }

  /** Reads the numbers from a slice of the same length. */
  public void load(Slice from) {
    for (int i = 0; i < chunks.length; i++) {
      from.buffer().get(i * SIZE, chunks[i], 0, sizeOf(i));
    }
  }

  /** Writes the numbers to a slice of the same length. */
  public void store(Slice to) {
    for (int i = 0; i < chunks.length; i++) {
      to.buffer().put(i * SIZE, chunks[i], 0, sizeOf(i));
    }
  }
}
