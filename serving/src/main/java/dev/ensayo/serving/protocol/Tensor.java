package dev.ensayo.serving.protocol;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/** Elements of one type with a name and a shape, row-major. */
public final class Tensor {
  private final String name;
  private final Datatype datatype;
  private final ImmutableList<Long> shape;
  private final Object elements;

  private Tensor(String name, Datatype datatype, List<Long> shape, Object elements, int length) {
    this.name = name;
    this.datatype = datatype;
    this.shape = ImmutableList.copyOf(shape);
    this.elements = elements;
    checkArgument(
        size(this.shape) == length, "tensor '%s' of shape %s has %s elements", name, shape, length);
  }

  /** Of {@code FP32}. */
  public static Tensor of(String name, List<Long> shape, float[] values) {
    return new Tensor(name, Datatype.FP32, shape, values, values.length);
  }

  /** Of {@code FP64}. */
  public static Tensor of(String name, List<Long> shape, double[] values) {
    return new Tensor(name, Datatype.FP64, shape, values, values.length);
  }

  /** Of {@code INT64}. */
  public static Tensor of(String name, List<Long> shape, long[] values) {
    return of(name, Datatype.INT64, shape, values);
  }

  /** Of whole numbers, or of 0 and 1 for {@code BOOL}. */
  public static Tensor of(String name, Datatype datatype, List<Long> shape, long[] values) {
    checkArgument(
        datatype.kind() == Datatype.Kind.WHOLE || datatype.kind() == Datatype.Kind.TRUTH,
        "%s holds no whole numbers",
        datatype);
    return new Tensor(name, datatype, shape, values, values.length);
  }

  /** Of {@code BYTES}. */
  public static Tensor of(String name, List<Long> shape, String[] values) {
    return new Tensor(name, Datatype.BYTES, shape, values, values.length);
  }

  /** How many elements a shape has. */
  static long size(List<Long> shape) {
    long size = 1;
    for (long extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  public String name() {
    return name;
  }

  public Datatype datatype() {
    return datatype;
  }

  public ImmutableList<Long> shape() {
    return shape;
  }

  /** How many elements there are. */
  public int size() {
    return (int) size(shape);
  }

  /** Its first extent; 1 of a tensor without extents. */
  public int rows() {
    return shape.isEmpty() ? 1 : Math.toIntExact(shape.get(0));
  }

  /** The number at a place. */
  public double number(int index) {
    if (elements instanceof float[] floats) {
      return floats[index];
    }
    return elements instanceof double[] doubles ? doubles[index] : ((long[]) elements)[index];
  }

  /** The whole number at a place. */
  public long whole(int index) {
    return ((long[]) elements)[index];
  }

  /**
   * An element as it is written: numbers with as many digits as tell them apart from others of
   * their type, so that a number read from a text becomes that text again.
   */
  public String text(int index) {
    if (elements instanceof float[] floats) {
      return Float.toString(floats[index]);
    }
    if (elements instanceof double[] doubles) {
      return Double.toString(doubles[index]);
    }
    if (elements instanceof String[] texts) {
      return texts[index];
    }
    long value = ((long[]) elements)[index];
    return datatype == Datatype.BOOL ? Boolean.toString(value == 1) : Long.toString(value);
  }

  /** The same elements in a tensor of those rows, from {@code from} up to {@code to}. */
  public Tensor rows(int from, int to) {
    int row = rows() == 0 ? 0 : size() / rows();
    ImmutableList.Builder<Long> part = ImmutableList.<Long>builder().add((long) to - from);
    part.addAll(shape.subList(1, shape.size()));
    int start = from * row;
    int end = to * row;
    if (elements instanceof float[] floats) {
      return of(name, part.build(), Arrays.copyOfRange(floats, start, end));
    }
    if (elements instanceof double[] doubles) {
      return of(name, part.build(), Arrays.copyOfRange(doubles, start, end));
    }
    if (elements instanceof String[] texts) {
      return of(name, part.build(), Arrays.copyOfRange(texts, start, end));
    }
    return of(name, datatype, part.build(), Arrays.copyOfRange((long[]) elements, start, end));
  }
}
