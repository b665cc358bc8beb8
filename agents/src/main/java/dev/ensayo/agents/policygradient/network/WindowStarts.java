package dev.ensayo.agents.policygradient.network;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * What was remembered of each copy where the windows of a rollout begin: every L steps of the T of
 * a rollout, which follow one another.
 */
final class WindowStarts implements Stateful {
  private final int steps;
  private final int window;
  private final int copies;
  private final int size;
  private final float[] states;
  private int taken;

  /**
   * @param steps T
   * @param window L, which divides T
   * @param size numbers S of one copy's state
   */
  WindowStarts(int steps, int window, int copies, int size) {
    this.steps = steps;
    this.window = window;
    this.copies = copies;
    this.size = size;
    this.states = new float[Math.multiplyExact(steps / window * copies, size)];
  }

  /**
   * The copies are about to take a step.
   *
   * @param remembered before, {@code [N, S]}
   */
  void step(float[] remembered) {
    if (taken % window == 0) {
      System.arraycopy(remembered, 0, states, taken / window * copies * size, copies * size);
    }
    taken = (taken + 1) % steps;
  }

  /**
   * Copies a start out.
   *
   * @param item the first of its window, t·N + n
   * @param target receives S numbers from {@code at} on
   */
  void copy(int item, float[] target, int at) {
    int start = item / copies / window * copies + item % copies;
    System.arraycopy(states, start * size, target, at, size);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("window starts");
    out.writeInt(taken);
    out.writeFloats(states);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("window starts");
    taken = in.readInt();
    in.readFloats(states);
  }
}
