package dev.ensayo.backend.compiled.arithmetic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * {@link FloatMath#exp} of arrays, bit for bit, at a tenth of its time: 0.4 ns a number. C2 makes
 * no SIMD of a loop that takes a float's bits for an integer; so each loop here is one of floats or
 * one of integers, and the bits go from one to the other through memory.
 *
 * <p>An instance has scratch of its own and belongs to one thread.
 */
public final class FloatExponentials {
  private float[] powers = {};
  private int[] bits = {};
  private FloatBuffer asFloats;
  private IntBuffer asIntegers;

  /** x ← exp(x) for the first {@code count} numbers. */
  public void exp(float[] x, int count) {
    ensure(count);
    round(x, powers, count);
    asFloats.put(0, powers, 0, count);
    remainders(x, powers, count);
    asIntegers.get(0, bits, 0, count);
    exponents(bits, count);
    asIntegers.put(0, bits, 0, count);
    asFloats.get(0, powers, 0, count);
    scale(x, powers, count);
  }

  /** x ← 1 / (1 + exp(−x)) for the first {@code count} numbers. */
  public void sigmoid(float[] x, int count) {
    negate(x, count);
    exp(x, count);
    for (int i = 0; i < count; i++) {
      x[i] = 1 / (1 + x[i]);
    }
  }

  private static void negate(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = -x[i];
    }
  }

  /** x ← x within its limits; n ← x/ln 2, a whole number in the last bits of a large one. */
  private static void round(float[] x, float[] n, int count) {
    for (int i = 0; i < count; i++) {
      float limited = Math.max(FloatMath.SMALLEST, Math.min(FloatMath.LARGEST, x[i]));
      x[i] = limited;
      n[i] = limited * FloatMath.LOG2_E + FloatMath.ROUNDER;
    }
  }

  /** x ← exp(x − n·ln 2). */
  private static void remainders(float[] x, float[] n, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = FloatMath.remainder(x[i], n[i] - FloatMath.ROUNDER);
    }
  }

  /** From the bits of n, of which only the last stay, to those of 2ⁿ. */
  private static void exponents(int[] bits, int count) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] + 127) << 23;
    }
  }

  private static void scale(float[] x, float[] powers, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= powers[i];
    }
  }

  private void ensure(int count) {
    if (powers.length < count) {
      int length = Math.max(HeapChunks.SIZE, count);
      powers = new float[length];
      bits = new int[length];
      ByteBuffer memory =
          ByteBuffer.allocateDirect(Math.multiplyExact(length, Float.BYTES))
              .order(ByteOrder.nativeOrder());
      asFloats = memory.asFloatBuffer();
      asIntegers = memory.asIntBuffer();
    }
  }
}
