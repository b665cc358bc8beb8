package dev.ensayo.backend.compiled.arithmetic;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A run of floats or of doubles in native memory, with what BLAS and what plain Java need to reach
 * it. Made when a plan is compiled; using one allocates nothing.
 */
public final class Slice {
  private final FloatPointer floatPointer;
  private final DoublePointer doublePointer;
  private final FloatBuffer floats;
  private final DoubleBuffer doubles;
  private final int length;

  private Slice(FloatPointer floatPointer, DoublePointer doublePointer, int length) {
    this.floatPointer = floatPointer;
    this.doublePointer = doublePointer;
    this.floats = floatPointer == null ? null : floatPointer.asBuffer();
    this.doubles = doublePointer == null ? null : doublePointer.asBuffer();
    this.length = length;
  }

  /** The numbers of a contiguous array on the CPU, in place; it must not be closed before. */
  public static Slice of(INDArray array) {
    // A graph's parameters are a view of all of their buffer.
    boolean whole =
        array.rank() == 1 && array.stride(0) == 1 && array.length() == array.data().length();
    checkArgument(
        array.offset() == 0 && (!array.isView() || whole), "a view cannot be computed on in place");
    // ND4J frees an array's memory when its buffer is unreachable, whoever holds the pointer.
    return at(
        array.data(), array.data().address(), array.dataType(), Math.toIntExact(array.length()));
  }

  /**
   * The numbers at an address.
   *
   * @param origin kept so that the memory is not freed
   */
  static Slice at(Object origin, long address, DataType type, int length) {
    return switch (type) {
      case FLOAT -> new Slice(new FloatsAt(origin, address, length), null, length);
      case DOUBLE -> new Slice(null, new DoublesAt(origin, address, length), length);
      default ->
          throw new IllegalArgumentException(
              "the compiled engine computes in float or double, not " + type);
    };
  }

  /** The numbers {@code [from, from + count)} of this slice. */
  public Slice part(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    DataType type = floatPointer != null ? DataType.FLOAT : DataType.DOUBLE;
    Pointer origin = floatPointer != null ? floatPointer : doublePointer;
    return at(origin, origin.address() + (long) from * type.width(), type, count);
  }

  public int length() {
    return length;
  }

  public FloatPointer floatPointer() {
    return floatPointer;
  }

  DoublePointer doublePointer() {
    return doublePointer;
  }

  FloatBuffer floats() {
    return floats;
  }

  DoubleBuffer doubles() {
    return doubles;
  }

  /** Writes the first {@code count} numbers, converted where this holds doubles. */
  public void load(float[] values, int count) {
    if (floats != null) {
      floats.put(0, values, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      doubles.put(i, values[i]);
    }
  }

  /** Reads the first {@code count} numbers, rounded where this holds doubles. */
  public void store(float[] values, int count) {
    if (floats != null) {
      floats.get(0, values, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      values[i] = (float) doubles.get(i);
    }
  }

  public double get(int index) {
    return floats != null ? floats.get(index) : doubles.get(index);
  }

  public void put(int index, double value) {
    if (floats != null) {
      floats.put(index, (float) value);
    } else {
      doubles.put(index, value);
    }
  }

  /** Floats at an address; what they came from is kept so that it is not freed. */
  private static final class FloatsAt extends FloatPointer {
    @SuppressWarnings("unused")
    private final Object origin;

    FloatsAt(Object origin, long address, long length) {
      super((Pointer) null);
      this.origin = origin;
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }

  /** Doubles at an address; what they came from is kept so that it is not freed. */
  private static final class DoublesAt extends DoublePointer {
    @SuppressWarnings("unused")
    private final Object origin;

    DoublesAt(Object origin, long address, long length) {
      super((Pointer) null);
      this.origin = origin;
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }
}
