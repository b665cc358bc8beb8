package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/** Observations as floats. */
final class FloatFrames extends FrameStore<float[]> {
  /** Below this length a loop is faster than {@link System#arraycopy}. */
  private static final int SHORT_ROW = 16;

  FloatFrames(int size, long mostFrames) {
    super(size, mostFrames);
  }

  @Override
  float[] newChunk(int rows) {
    return new float[rows * size()];
  }

  @Override
  void put(float[] chunk, int row, float[] source) {
    System.arraycopy(source, 0, chunk, row * size(), size());
  }

  @Override
  void get(float[] chunk, int row, float[] target, int offset) {
    int from = row * size();
    if (size() < SHORT_ROW) {
      for (int f = 0; f < size(); f++) {
        target[offset + f] = chunk[from + f];
      }
    } else {
      System.arraycopy(chunk, from, target, offset, size());
    }
  }

  @Override
  void write(float[] chunk, int from, int to, StateWriter out) throws IOException {
    out.writeFloats(chunk, from * size(), (to - from) * size());
  }

  @Override
  void read(float[] chunk, int from, int to, StateReader in) throws IOException {
    in.readFloats(chunk, from * size(), (to - from) * size());
  }
}
