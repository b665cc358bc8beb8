package dev.ensayo.serving.protocol;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What a tensor of a model is like.
 *
 * @param shape extents; {@link #ANY} for one that a request chooses, such as the number of rows
 */
public record TensorSpec(String name, Datatype datatype, List<Long> shape) {
  /** An extent that a request chooses. */
  public static final long ANY = -1;

  public TensorSpec {
    shape = ImmutableList.copyOf(shape);
  }

  /** One with those extents after the number of rows. */
  public static TensorSpec ofRows(String name, Datatype datatype, long... row) {
    ImmutableList.Builder<Long> shape = ImmutableList.<Long>builder().add(ANY);
    for (long extent : row) {
      shape.add(extent);
    }
    return new TensorSpec(name, datatype, shape.build());
  }

  /** How many elements a row has. */
  public int rowSize() {
    long size = 1;
    for (long extent : shape.subList(1, shape.size())) {
      size *= Math.abs(extent);
    }
    return Math.toIntExact(size);
  }
}
