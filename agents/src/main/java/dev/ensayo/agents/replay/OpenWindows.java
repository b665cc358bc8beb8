package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * The windows of the episode under way: where each begins, and when it is complete. Window k of an
 * episode is learned from in the steps k·L to (k + 1)·L − 1, and begins burn-in steps before; the
 * first has none. It is complete when the observation n steps after its last one is there, or with
 * the end of the episode.
 */
final class OpenWindows implements Stateful {
  /** Hears of windows, the oldest first. */
  interface Listener {
    /**
     * Asks for what is remembered now to be kept.
     *
     * @return a number to know it by
     */
    long opened();

    /**
     * @param firstFrame number of the first observation that is learned from
     * @param length steps learned from, 1 to L
     * @param frames observations there are, from the first on, at most L + n
     * @param burnIn steps before, all of them or none
     * @param state as {@link #opened} said
     */
    void completed(long firstFrame, int length, int frames, int burnIn, long state);
  }

  private final WindowShape shape;
  private final Listener listener;
  private final long[] states;
  private long opened;
  private long completed;
  private long step;

  OpenWindows(WindowShape shape, Listener listener) {
    this.shape = shape;
    this.listener = listener;
    this.states = new long[shape.mostOpen()];
  }

  /**
   * The next step of the episode was taken.
   *
   * @param frame number of its observation
   * @param last whether the episode ends with it
   */
  void step(long frame, boolean last) {
    while (start(opened) == step) {
      states[(int) (opened % states.length)] = listener.opened();
      opened++;
    }
    long firstFrame = frame - step;
    step++;
    long observations = last ? step + 1 : step;
    while (completed < opened
        && (last || observations >= completed * shape.window() + shape.observations())) {
      complete(firstFrame, observations);
    }
    if (last) {
      opened = 0;
      completed = 0;
      step = 0;
    }
  }

  private long start(long window) {
    return Math.max(0, window * shape.window() - shape.burnIn());
  }

  /** Tells of the oldest, unless the episode ended before its first step. */
  private void complete(long firstFrame, long observations) {
    long first = completed * shape.window();
    if (first < step) {
      listener.completed(
          firstFrame + first,
          (int) Math.min(shape.window(), step - first),
          (int) Math.min(shape.observations(), observations - first),
          completed == 0 ? 0 : shape.burnIn(),
          states[(int) (completed % states.length)]);
    }
    completed++;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("open windows");
    out.writeLongs(states);
    out.writeLong(opened);
    out.writeLong(completed);
    out.writeLong(step);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("open windows");
    in.readLongs(states);
    opened = in.readLong();
    completed = in.readLong();
    step = in.readLong();
  }
}
