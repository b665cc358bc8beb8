package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/** Observations as floats. */
final class FloatStore extends ObservationStore {
  /** Below this length a loop is faster than {@link System#arraycopy}. */
  private static final int SHORT_ROW = 16;

  private final int size;
  private final float[] values;

  FloatStore(int capacity, int size) {
    this.size = size;
    this.values = new float[Math.multiplyExact(capacity, size)];
  }

  @Override
  void put(int slot, float[] source, int offset) {
    System.arraycopy(source, offset, values, slot * size, size);
  }

  @Override
  void gather(int[] slots, int count, float[] target) {
    for (int b = 0; b < count; b++) {
      int from = slots[b] * size;
      int to = b * size;
      if (size < SHORT_ROW) {
        for (int f = 0; f < size; f++) {
          target[to + f] = values[from + f];
        }
      } else {
        System.arraycopy(values, from, target, to, size);
      }
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeFloats(values);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readFloats(values);
  }
}
