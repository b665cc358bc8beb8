package dev.ensayo.environments.minatar;

/**
 * What a game shows: cells of a board that are on or off, in channels. Floats {@code [C, 10, 10]}
 * of 0 and 1.
 */
final class Frame {
  /** Cells of a side of the board. */
  static final int SIZE = 10;

  private static final int CELLS = SIZE * SIZE;

  private final float[] pixels;

  /** Indices of those that are on. */
  private final int[] on;

  private int count;

  Frame(int channels) {
    this.pixels = new float[channels * CELLS];
    this.on = new int[channels * CELLS];
  }

  /** All cells, {@code [C, 10, 10]}; shared. */
  float[] pixels() {
    return pixels;
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      pixels[on[i]] = 0;
    }
    count = 0;
  }

  /** Turns a cell of the board on. */
  void show(int channel, int x, int y) {
    int index = channel * CELLS + y * SIZE + x;
    if (pixels[index] == 0) {
      pixels[index] = 1;
      on[count++] = index;
    }
  }

  /** Turns a cell on where it is on the board. */
  void showInside(int channel, int x, int y) {
    if (isInside(x)) {
      show(channel, x, y);
    }
  }

  /** Turns on the cells of a row whose bit is set, column 0 being the lowest. */
  void showRow(int channel, int row, int bits) {
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      show(channel, Integer.numberOfTrailingZeros(rest), row);
    }
  }

  /** Whether there is such a column, or row. */
  static boolean isInside(int place) {
    return place >= 0 && place < SIZE;
  }
}
