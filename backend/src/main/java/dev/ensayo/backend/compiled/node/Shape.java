package dev.ensayo.backend.compiled.node;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The dimensions of one example, without the batch: {@code [F]} for a vector, {@code [C, H, W]} for
 * an image; rows of a batch follow each other.
 */
public record Shape(List<Integer> dimensions) {
  public Shape {
    dimensions = ImmutableList.copyOf(dimensions);
  }

  public static Shape vector(int length) {
    return new Shape(ImmutableList.of(length));
  }

  public static Shape image(int channels, int height, int width) {
    return new Shape(ImmutableList.of(channels, height, width));
  }

  /** Whether this is {@code [C, H, W]}. */
  public boolean isImage() {
    return dimensions.size() == 3;
  }

  /** C of an image. */
  public int channels() {
    return dimensions.get(0);
  }

  /** H of an image. */
  public int height() {
    return dimensions.get(1);
  }

  /** W of an image. */
  public int width() {
    return dimensions.get(2);
  }

  /** Numbers in one example. */
  public int size() {
    int size = 1;
    for (int dimension : dimensions) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }
}
