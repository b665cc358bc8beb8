package dev.ensayo.supervised.bagofwords;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/**
 * The inputs of one text that are not 0.
 *
 * @param inputs their numbers, ascending
 * @param values theirs
 */
@SuppressWarnings("ArrayRecordComponent")
record SparseText(ImmutableIntArray inputs, float[] values) {
  /** Writes all F inputs of the text, those that are 0 too, from {@code offset} on. */
  void write(float[] into, int offset, int width) {
    Arrays.fill(into, offset, offset + width, 0f);
    for (int i = 0; i < values.length; i++) {
      into[offset + inputs.get(i)] = values[i];
    }
  }
}
