package dev.ensayo.environments.examples;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.Arrays;

/**
 * Brings pictures of one shape to another.
 *
 * <p>Resizing weights source pixels by a triangle around the place of the new pixel, as wide as two
 * source pixels where it grows, two new pixels where it shrinks: bilinear with antialiasing, rows
 * first, rounded once at the end. Source rows are read one after the other, and no more than one is
 * kept. Not thread-safe.
 */
public final class PictureReshaping {
  private static final int BRIGHTEST = 255;
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private final PictureShape from;
  private final PictureShape to;
  private final PictureFit fit;
  private final byte[] given;
  private final byte[] colored;
  private final Taps across;
  private final Taps down;
  private final double[] row;
  private final double[] sums;

  /**
   * @param height H afterwards, in pixels
   * @param width W afterwards, in pixels
   * @throws InvalidSettingException at {@code size} if a picture to be padded is too large
   */
  public PictureReshaping(
      PictureShape from, PictureColor color, int height, int width, PictureFit fit) {
    this.from = from;
    this.to = new PictureShape(color.channels(from.channels()), height, width);
    this.fit = fit;
    if (fit == PictureFit.PAD && (height < from.height() || width < from.width())) {
      throw new InvalidSettingException(
          "size",
          "pictures of %s×%s pixels cannot be padded to %s×%s; use fit: resize"
              .formatted(from.height(), from.width(), height, width));
    }
    boolean resized = !isCopied();
    this.given = new byte[from.channels() * from.width()];
    this.colored = new byte[to.channels() * from.width()];
    this.across = new Taps(from.width(), width);
    this.down = new Taps(from.height(), height);
    this.row = new double[resized ? width : 0];
    this.sums = new double[resized ? to.size() : 0];
  }

  /** The shape afterwards. */
  public PictureShape to() {
    return to;
  }

  /** A picture that is read row by row. */
  public interface Rows {
    /**
     * Reads a row; each is asked for once, from the top to the bottom.
     *
     * @param y from 0
     * @param levels receives {@code [C, W]}
     */
    void read(int y, byte[] levels);
  }

  /** Reshapes one picture; both {@code [C, H, W]}. */
  public void apply(byte[] in, int at, byte[] out, int outAt) {
    int width = from.width();
    apply(
        (y, levels) -> {
          for (int c = 0; c < from.channels(); c++) {
            System.arraycopy(in, at + c * from.pixels() + y * width, levels, c * width, width);
          }
        },
        out,
        outAt);
  }

  /** Reshapes one picture; the result is {@code [C, H, W]}. */
  public void apply(Rows in, byte[] out, int outAt) {
    Arrays.fill(sums, 0);
    for (int y = 0; y < from.height(); y++) {
      in.read(y, given);
      color();
      for (int c = 0; c < to.channels(); c++) {
        if (isCopied()) {
          copy(c, y, out, outAt + c * to.pixels());
        } else {
          add(c, y);
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      out[outAt + i] = (byte) Math.round(Math.max(0, Math.min(BRIGHTEST, sums[i])));
    }
  }

  /** Whether pixels are moved at most. */
  private boolean isCopied() {
    return fit == PictureFit.PAD || (from.height() == to.height() && from.width() == to.width());
  }

  private void color() {
    int width = from.width();
    if (from.channels() == to.channels()) {
      System.arraycopy(given, 0, colored, 0, given.length);
    } else if (to.channels() == 1) {
      for (int x = 0; x < width; x++) {
        double grey =
            RED * (given[x] & 0xFF)
                + GREEN * (given[width + x] & 0xFF)
                + BLUE * (given[2 * width + x] & 0xFF);
        colored[x] = (byte) Math.round(grey);
      }
    } else {
      for (int c = 0; c < to.channels(); c++) {
        System.arraycopy(given, 0, colored, c * width, width);
      }
    }
  }

  /** Puts a row into the middle; where the size is right, that is where it was. */
  private void copy(int channel, int y, byte[] out, int plane) {
    int top = (to.height() - from.height()) / 2;
    int left = (to.width() - from.width()) / 2;
    System.arraycopy(
        colored, channel * from.width(), out, plane + (top + y) * to.width() + left, from.width());
  }

  /** Adds a row of the source, resized, to the new rows that it is part of. */
  private void add(int channel, int y) {
    int width = to.width();
    int source = channel * from.width();
    for (int x = 0; x < width; x++) {
      double[] weights = across.weights[x];
      int first = source + across.first[x];
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * (colored[first + k] & 0xFF);
      }
      row[x] = sum;
    }
    for (int to = down.from[y]; to < down.until[y]; to++) {
      double weight = down.weights[to][y - down.first[to]];
      int at = channel * this.to.pixels() + to * width;
      for (int x = 0; x < width; x++) {
        sums[at + x] += weight * row[x];
      }
    }
  }

  /** Which source pixels make up each new one along an axis. */
  private static final class Taps {
    /** Of each new pixel. */
    private final int[] first;

    private final double[][] weights;

    /** Of each source pixel: the first new one that it is part of, and the one after the last. */
    private final int[] from;

    private final int[] until;

    Taps(int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(scale, 1);
      this.first = new int[to];
      this.weights = new double[to][];
      this.from = new int[from];
      this.until = new int[from];
      Arrays.fill(this.from, to);
      for (int i = 0; i < to; i++) {
        double center = (i + 0.5) * scale;
        int low = Math.max(0, (int) (center - reach + 0.5));
        int high = Math.min(from, (int) (center + reach + 0.5));
        double[] taps = new double[high - low];
        double sum = 0;
        for (int k = 0; k < taps.length; k++) {
          taps[k] = Math.max(0, 1 - Math.abs((low + k - center + 0.5) / reach));
          sum += taps[k];
        }
        for (int k = 0; k < taps.length; k++) {
          taps[k] /= sum;
        }
        first[i] = low;
        weights[i] = taps;
        for (int k = low; k < high; k++) {
          this.from[k] = Math.min(this.from[k], i);
          until[k] = i + 1;
        }
      }
    }
  }
}
