package dev.ensayo.environments.text;

import java.util.Arrays;

/** Whole numbers that become an array; grows by a half. */
final class TokenBuffer {
  private int[] values = new int[1 << 12];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
    }
    values[size++] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
