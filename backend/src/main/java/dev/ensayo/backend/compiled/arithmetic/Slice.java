package dev.ensayo.backend.compiled.arithmetic;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A run of numbers in native memory, with what BLAS and what plain Java need to reach it. Made when
 * a plan is compiled; using one allocates nothing.
 */
public final class Slice {
  private final FloatPointer pointer;
  private final FloatBuffer buffer;
  private final int length;

  private Slice(FloatPointer pointer, int length) {
    this.pointer = pointer;
    this.buffer = pointer.asBuffer();
    this.length = length;
  }

  /**
   * The numbers of a contiguous array on the CPU, in place; it must not be closed before.
   *
   * @throws IllegalArgumentException if it holds numbers of another type
   */
  public static Slice of(INDArray array) {
    checkArgument(
        array.dataType() == DataType.FLOAT,
        "the compiled engine computes in %s, not %s",
        DataType.FLOAT,
        array.dataType());
    // A graph's parameters are a view of all of their buffer.
    boolean whole =
        array.rank() == 1 && array.stride(0) == 1 && array.length() == array.data().length();
    checkArgument(
        array.offset() == 0 && (!array.isView() || whole), "a view cannot be computed on in place");
    // ND4J frees an array's memory when its buffer is unreachable, whoever holds the pointer.
    return at(array.data(), array.data().address(), Math.toIntExact(array.length()));
  }

  /**
   * The numbers at an address.
   *
   * @param origin kept so that the memory is not freed
   */
  static Slice at(Object origin, long address, int length) {
    return new Slice(new NumbersAt(origin, address, length), length);
  }

  /** The numbers {@code [from, from + count)} of this slice. */
  public Slice part(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    return at(pointer, pointer.address() + (long) from * Float.BYTES, count);
  }

  public int length() {
    return length;
  }

  public FloatPointer pointer() {
    return pointer;
  }

  public FloatBuffer buffer() {
    return buffer;
  }

  /** Writes the first {@code count} numbers. */
  public void load(float[] values, int count) {
    buffer.put(0, values, 0, count);
  }

  /** Reads the first {@code count} numbers. */
  public void store(float[] values, int count) {
    buffer.get(0, values, 0, count);
  }

  public double get(int index) {
    return buffer.get(index);
  }

  public void put(int index, double value) {
    buffer.put(index, (float) value);
  }

  /** Numbers at an address; what they came from is kept so that it is not freed. */
  private static final class NumbersAt extends FloatPointer {
    @SuppressWarnings("unused")
    private final Object origin;

    NumbersAt(Object origin, long address, long length) {
      super((Pointer) null);
      this.origin = origin;
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }
}
