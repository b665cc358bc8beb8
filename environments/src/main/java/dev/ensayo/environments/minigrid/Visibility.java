package dev.ensayo.environments.minigrid;

/**
 * Which cells of a view can be seen. From the agent's cell, which is, sight goes on from what is
 * seen and transparent: along its row to both sides, and to the three cells of the row above that
 * touch it. A row is a bit mask.
 */
final class Visibility {
  private final int size;
  private final int row;

  /**
   * @param size of a side of the view, at most 31
   */
  Visibility(int size) {
    this.size = size;
    this.row = (1 << size) - 1;
  }

  /** Replaces the cells that cannot be seen by {@link Cell#UNSEEN}. */
  void hide(int[] cells) {
    int seen = 1 << (size / 2);
    for (int from = (size - 1) * size; from >= 0; from -= size) {
      int transparent = transparent(cells, from);
      seen = spread(seen, transparent);
      for (int hidden = ~seen & row; hidden != 0; hidden &= hidden - 1) {
        cells[from + Integer.numberOfTrailingZeros(hidden)] = Cell.UNSEEN;
      }
      seen = withNeighbours(seen & transparent);
    }
  }

  private int transparent(int[] cells, int from) {
    int transparent = 0;
    for (int column = 0; column < size; column++) {
      if (Cell.isTransparent(cells[from + column])) {
        transparent |= 1 << column;
      }
    }
    return transparent;
  }

  private int spread(int seen, int transparent) {
    int before;
    int now = seen;
    do {
      before = now;
      now |= withNeighbours(now & transparent);
    } while (now != before);
    return now;
  }

  private int withNeighbours(int cells) {
    return (cells | (cells << 1) | (cells >> 1)) & row;
  }
}
