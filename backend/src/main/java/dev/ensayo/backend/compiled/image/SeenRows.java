package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;

/**
 * What a kernel that moves pixel by pixel over planes sees along each row of output pixels: the
 * rows of its taps, of all channels, under which a number of the batch is not zero.
 *
 * <p>Pixels of games are mostly zeros, and whole rows of a plane are zeros in all of a batch: of
 * MinAtar's Breakout the paddle is in one row and the bricks are in three.
 */
final class SeenRows {
  private final Windows windows;
  private final int channels;
  private final boolean[] filled;
  private final int[] counts;
  private final int[] tapRows;

  /**
   * @param windows that lie inside the image, one pixel apart
   */
  SeenRows(Windows windows, int channels) {
    this.windows = windows;
    this.channels = channels;
    this.filled = new boolean[channels * windows.rows().size()];
    this.counts = new int[windows.rows().output()];
    this.tapRows = new int[counts.length * most()];
  }

  /**
   * Looks at the images of a batch.
   *
   * @param planes {@code [C, H, W, B]}
   */
  void look(ImageArithmetic images, Slice planes, int batch) {
    int width = windows.columns().size() * batch;
    for (int i = 0; i < filled.length; i++) {
      filled[i] = !images.isZero(planes, i * width, width);
    }
    int kernel = windows.rows().kernel();
    for (int row = 0; row < counts.length; row++) {
      int found = 0;
      for (int tapRow = 0; tapRow < most(); tapRow++) {
        if (filled[tapRow / kernel * windows.rows().size() + row + tapRow % kernel]) {
          tapRows[row * most() + found] = tapRow;
          found++;
        }
      }
      counts[row] = found;
    }
  }

  /** All rows of taps: C·KH. */
  int most() {
    return channels * windows.rows().kernel();
  }

  /** Whether a row of taps, c·KH + i, sees anything along some rows of output pixels. */
  boolean sees(int tapRow, int row, int rows) {
    int kernel = windows.rows().kernel();
    int first = tapRow / kernel * windows.rows().size() + row + tapRow % kernel;
    for (int i = 0; i < rows; i++) {
      if (filled[first + i]) {
        return true;
      }
    }
    return false;
  }

  /** How many rows of taps see anything along a row of output pixels. */
  int at(int row) {
    return counts[row];
  }

  /** The {@code i}-th of them, channel by channel: c·KH + i. */
  int tapRow(int row, int i) {
    return tapRows[row * most() + i];
  }
}
