package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskStream;
import java.io.IOException;

/** Windows of a series one after the other, each once before any comes again. */
final class ShuffledWindows implements SequenceTaskStream {
  private final SeriesWindows windows;
  private final int[] origins;
  private final RandomStream random;
  private int next;

  /**
   * @param origins at which the windows end
   * @param random decides their order
   */
  ShuffledWindows(SeriesWindows windows, int[] origins, RandomStream random) {
    this.windows = windows;
    this.origins = origins.clone();
    this.random = random;
    this.next = origins.length;
  }

  @Override
  public void next(SequenceTaskBatch batch) {
    for (int sequence = 0; sequence < batch.sequences(); sequence++) {
      if (next == origins.length) {
        shuffle();
      }
      int origin = origins[next++];
      windows.read(origin, batch, sequence);
      windows.readTarget(origin, batch, sequence);
    }
  }

  private void shuffle() {
    for (int i = origins.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int origin = origins[i];
      origins[i] = origins[other];
      origins[other] = origin;
    }
    next = 0;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("windows");
    random.saveState(out);
    out.writeInt(next);
    for (int origin : origins) {
      out.writeInt(origin);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("windows");
    random.loadState(in);
    next = in.readInt();
    for (int i = 0; i < origins.length; i++) {
      origins[i] = in.readInt();
    }
  }
}
