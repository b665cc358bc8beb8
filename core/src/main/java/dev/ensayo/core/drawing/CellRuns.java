package dev.ensayo.core.drawing;

/** Cells of a board as an SVG path of few lines, to be drawn as wide as a cell: class {@code p}. */
public final class CellRuns {
  /** Which cells. */
  @FunctionalInterface
  public interface Choice {
    /** Whether the cell in a column and a row, both from the upper left, is one of them. */
    boolean has(int x, int y);
  }

  private CellRuns() {}

  /**
   * The path's data, of cells that are 1 wide and high: those beside each other are one line, half
   * a cell below their upper edge. Empty if there are none.
   *
   * @param width cells of a row of the board
   * @param height its rows
   */
  public static String path(int width, int height, Choice cells) {
    StringBuilder runs = new StringBuilder();
    for (int y = 0; y < height; y++) {
      int x = 0;
      while (x < width) {
        int from = x;
        while (x < width && cells.has(x, y)) {
          x++;
        }
        if (x > from) {
          runs.append('M').append(from).append(' ').append(y).append(".5h").append(x - from);
        }
        x++;
      }
    }
    return runs.toString();
  }
}
