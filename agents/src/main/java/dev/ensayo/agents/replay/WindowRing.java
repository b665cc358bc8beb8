package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/** Where the newest windows lie, in a ring of one array per field. */
final class WindowRing implements Stateful {
  private final int slots;
  private final long[] firstFrames;
  private final int[] lengths;
  private final int[] frameCounts;
  private final int[] burnIns;
  private final long[] states;
  private int size;
  private int next;

  /**
   * @param slots windows kept
   * @param most windows that there will ever be, for which room is taken
   */
  WindowRing(int slots, long most) {
    this.slots = slots;
    int room = (int) Math.max(1, Math.min(slots, most));
    this.firstFrames = new long[room];
    this.lengths = new int[room];
    this.frameCounts = new int[room];
    this.burnIns = new int[room];
    this.states = new long[room];
  }

  /** Windows kept now. */
  int size() {
    return size;
  }

  /** Windows that there is room for. */
  int room() {
    return lengths.length;
  }

  /**
   * Puts a window in the place of the oldest, as {@link OpenWindows.Listener#completed} tells it.
   *
   * @return its slot
   */
  int put(long firstFrame, int length, int frames, int burnIn, long state) {
    int slot = next;
    firstFrames[slot] = firstFrame;
    lengths[slot] = length;
    frameCounts[slot] = frames;
    burnIns[slot] = burnIn;
    states[slot] = state;
    next = next + 1 == slots ? 0 : next + 1;
    size = Math.min(size + 1, slots);
    return slot;
  }

  /** The slot of the oldest. */
  int oldest() {
    return size == slots ? next : 0;
  }

  /** Number of the first observation that is learned from. */
  long firstFrame(int slot) {
    return firstFrames[slot];
  }

  /** Steps learned from. */
  int length(int slot) {
    return lengths[slot];
  }

  /** Observations there are, from the first on. */
  int frames(int slot) {
    return frameCounts[slot];
  }

  /** Steps before. */
  int burnIn(int slot) {
    return burnIns[slot];
  }

  /** Number of the state where the burn-in begins. */
  long state(int slot) {
    return states[slot];
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("windows");
    out.writeInt(size);
    out.writeInt(next);
    out.writeLongs(firstFrames, 0, size);
    out.writeInts(lengths, 0, size);
    out.writeInts(frameCounts, 0, size);
    out.writeInts(burnIns, 0, size);
    out.writeLongs(states, 0, size);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("windows");
    size = in.readInt();
    next = in.readInt();
    if (size > room()) {
      throw new IOException("checkpoint holds " + size + " windows where " + room() + " fit");
    }
    in.readLongs(firstFrames, 0, size);
    in.readInts(lengths, 0, size);
    in.readInts(frameCounts, 0, size);
    in.readInts(burnIns, 0, size);
    in.readLongs(states, 0, size);
  }
}
