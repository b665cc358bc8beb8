package dev.ensayo.environments.minatar;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Arrays;

/** Things of one kind that cross the board in their rows, in the order in which they appeared. */
final class Movers implements Stateful {
  /** What {@link #at} answers where there is none. */
  static final int NONE = -1;

  private int[] xs = new int[16];
  private int[] ys = new int[16];
  private boolean[] goesRight = new boolean[16];
  private int[] moveCountdowns = new int[16];
  private int[] shotCountdowns = new int[16];
  private int size;

  int size() {
    return size;
  }

  int x(int index) {
    return xs[index];
  }

  int y(int index) {
    return ys[index];
  }

  boolean goesRight(int index) {
    return goesRight[index];
  }

  void clear() {
    size = 0;
  }

  void add(int x, int y, boolean right, int moveCountdown, int shotCountdown) {
    if (size == xs.length) {
      xs = Arrays.copyOf(xs, 2 * size);
      ys = Arrays.copyOf(ys, 2 * size);
      goesRight = Arrays.copyOf(goesRight, 2 * size);
      moveCountdowns = Arrays.copyOf(moveCountdowns, 2 * size);
      shotCountdowns = Arrays.copyOf(shotCountdowns, 2 * size);
    }
    xs[size] = x;
    ys[size] = y;
    goesRight[size] = right;
    moveCountdowns[size] = moveCountdown;
    shotCountdowns[size] = shotCountdown;
    size++;
  }

  void remove(int index) {
    int rest = size - index - 1;
    System.arraycopy(xs, index + 1, xs, index, rest);
    System.arraycopy(ys, index + 1, ys, index, rest);
    System.arraycopy(goesRight, index + 1, goesRight, index, rest);
    System.arraycopy(moveCountdowns, index + 1, moveCountdowns, index, rest);
    System.arraycopy(shotCountdowns, index + 1, shotCountdowns, index, rest);
    size--;
  }

  boolean isAt(int index, int x, int y) {
    return xs[index] == x && ys[index] == y;
  }

  /** The first that is on a cell, or {@link #NONE}. */
  int at(int x, int y) {
    for (int i = 0; i < size; i++) {
      if (isAt(i, x, y)) {
        return i;
      }
    }
    return NONE;
  }

  /** Whether one in a row goes the other way. */
  boolean anyAgainst(int row, boolean right) {
    for (int i = 0; i < size; i++) {
      if (ys[i] == row && goesRight[i] != right) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is time for one to move; counts down if not. */
  boolean isToMove(int index, int interval) {
    if (moveCountdowns[index] > 0) {
      moveCountdowns[index]--;
      return false;
    }
    moveCountdowns[index] = interval;
    return true;
  }

  /** Whether it is time for one to shoot; counts down if not. */
  boolean isToShoot(int index, int interval) {
    if (shotCountdowns[index] > 0) {
      shotCountdowns[index]--;
      return false;
    }
    shotCountdowns[index] = interval;
    return true;
  }

  /** Moves one by a cell; false if that leads off the board. */
  boolean move(int index) {
    xs[index] += goesRight[index] ? 1 : -1;
    return Frame.isInside(xs[index]);
  }

  void show(Frame frame, int channel) {
    for (int i = 0; i < size; i++) {
      frame.show(channel, xs[i], ys[i]);
    }
  }

  /** Shows them with the cell behind each. */
  void show(Frame frame, int channel, int trail) {
    show(frame, channel);
    for (int i = 0; i < size; i++) {
      frame.showInside(trail, xs[i] + (goesRight[i] ? -1 : 1), ys[i]);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(xs[i]);
      out.writeInt(ys[i]);
      out.writeBoolean(goesRight[i]);
      out.writeInt(moveCountdowns[i]);
      out.writeInt(shotCountdowns[i]);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      add(in.readInt(), in.readInt(), in.readBoolean(), in.readInt(), in.readInt());
    }
  }
}
