package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/** Observations of whole numbers 0 to 255, a byte each. */
final class ByteFrames extends FrameStore<byte[]> {
  ByteFrames(int size, long mostFrames) {
    super(size, mostFrames);
  }

  @Override
  byte[] newChunk(int rows) {
    return new byte[rows * size()];
  }

  @Override
  void put(byte[] chunk, int row, float[] source) {
    int to = row * size();
    for (int f = 0; f < size(); f++) {
      chunk[to + f] = (byte) (int) source[f];
    }
  }

  @Override
  void get(byte[] chunk, int row, float[] target, int offset) {
    int from = row * size();
    for (int f = 0; f < size(); f++) {
      target[offset + f] = chunk[from + f] & 0xff;
    }
  }

  @Override
  void write(byte[] chunk, int from, int to, StateWriter out) throws IOException {
    out.writeBytes(chunk, from * size(), (to - from) * size());
  }

  @Override
  void read(byte[] chunk, int from, int to, StateReader in) throws IOException {
    in.readBytes(chunk, from * size(), (to - from) * size());
  }
}
