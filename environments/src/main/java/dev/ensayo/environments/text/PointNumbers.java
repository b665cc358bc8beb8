package dev.ensayo.environments.text;

import dev.ensayo.core.corpus.TokenUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers characters or bytes by the order in which they are first seen, while a text is read, and
 * by their value once all are known.
 */
final class PointNumbers {
  private static final int NONE = -1;
  private static final int BYTES = 256;

  private final boolean allBytes;
  private int[] numbers = new int[BYTES];
  private int[] values = new int[BYTES];
  private int size;

  /** Of characters: only those that are seen have a number. */
  PointNumbers() {
    this(false);
  }

  private PointNumbers(boolean allBytes) {
    this.allBytes = allBytes;
    Arrays.fill(numbers, NONE);
  }

  /** Of bytes: in the end all 256 have a number, seen or not. */
  static PointNumbers ofBytes() {
    return new PointNumbers(true);
  }

  /** The number of a value that is seen now. */
  int of(int value) {
    if (value >= numbers.length) {
      int before = numbers.length;
      numbers = Arrays.copyOf(numbers, Math.max(value + 1, 2 * before));
      Arrays.fill(numbers, before, numbers.length, NONE);
    }
    if (numbers[value] == NONE) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      numbers[value] = size;
      values[size++] = value;
    }
    return numbers[value];
  }

  /** The different values that were seen, as text, in their order. */
  List<String> seen(TokenUnit unit) {
    return named(IntStream.range(0, size).map(i -> values[i]).sorted(), unit);
  }

  /** All that have an id, as text, by id. */
  List<String> names(TokenUnit unit) {
    return allBytes ? named(IntStream.range(0, BYTES), unit) : seen(unit);
  }

  private static List<String> named(IntStream values, TokenUnit unit) {
    return values
        .mapToObj(
            value -> unit == TokenUnit.BYTE ? Integer.toString(value) : Character.toString(value))
        .toList();
  }

  /** The id of each number. */
  int[] ids() {
    if (allBytes) {
      return Arrays.copyOf(values, size);
    }
    int[] sorted = IntStream.range(0, size).map(i -> values[i]).sorted().toArray();
    return IntStream.range(0, size).map(i -> Arrays.binarySearch(sorted, values[i])).toArray();
  }
}
