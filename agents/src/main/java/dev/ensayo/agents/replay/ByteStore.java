package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/** Observations of whole numbers 0 to 255, a byte each. */
final class ByteStore extends ObservationStore {
  private final int size;
  private final byte[] values;

  ByteStore(int capacity, int size) {
    this.size = size;
    this.values = new byte[Math.multiplyExact(capacity, size)];
  }

  @Override
  void put(int slot, float[] source, int offset) {
    int to = slot * size;
    for (int f = 0; f < size; f++) {
      values[to + f] = (byte) (int) source[offset + f];
    }
  }

  @Override
  void gather(int[] slots, int count, float[] target) {
    for (int b = 0; b < count; b++) {
      int from = slots[b] * size;
      int to = b * size;
      for (int f = 0; f < size; f++) {
        target[to + f] = values[from + f] & 0xff;
      }
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeBytes(values);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readBytes(values);
  }
}
