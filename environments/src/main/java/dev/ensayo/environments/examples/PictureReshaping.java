package dev.ensayo.environments.examples;

import dev.ensayo.core.config.InvalidSettingException;

/**
 * Brings pictures of one shape to another.
 *
 * <p>Resizing weights source pixels by a triangle around the place of the new pixel, as wide as two
 * source pixels where it grows, two new pixels where it shrinks: bilinear with antialiasing, rows
 * first, rounded once at the end. Not thread-safe.
 */
public final class PictureReshaping {
  private static final int BRIGHTEST = 255;
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private final PictureShape from;
  private final PictureShape to;
  private final PictureFit fit;
  private final byte[] colored;
  private final Taps across;
  private final Taps down;
  private final double[] rows;

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
    this.colored = new byte[to.channels() * from.pixels()];
    this.across = new Taps(from.width(), width);
    this.down = new Taps(from.height(), height);
    this.rows = new double[from.height() * width];
  }

  /** The shape afterwards. */
  public PictureShape to() {
    return to;
  }

  /** Reshapes one picture; both {@code [C, H, W]}. */
  public void apply(byte[] in, int at, byte[] out, int outAt) {
    color(in, at);
    for (int c = 0; c < to.channels(); c++) {
      int source = c * from.pixels();
      int target = outAt + c * to.pixels();
      if (from.height() == to.height() && from.width() == to.width()) {
        System.arraycopy(colored, source, out, target, from.pixels());
      } else if (fit == PictureFit.PAD) {
        pad(source, out, target);
      } else {
        resize(source, out, target);
      }
    }
  }

  private void color(byte[] in, int at) {
    int pixels = from.pixels();
    if (from.channels() == to.channels()) {
      System.arraycopy(in, at, colored, 0, colored.length);
    } else if (to.channels() == 1) {
      for (int i = 0; i < pixels; i++) {
        double grey =
            RED * (in[at + i] & 0xFF)
                + GREEN * (in[at + pixels + i] & 0xFF)
                + BLUE * (in[at + 2 * pixels + i] & 0xFF);
        colored[i] = (byte) Math.round(grey);
      }
    } else {
      for (int c = 0; c < to.channels(); c++) {
        System.arraycopy(in, at, colored, c * pixels, pixels);
      }
    }
  }

  private void pad(int source, byte[] out, int target) {
    int top = (to.height() - from.height()) / 2;
    int left = (to.width() - from.width()) / 2;
    for (int y = 0; y < from.height(); y++) {
      System.arraycopy(
          colored,
          source + y * from.width(),
          out,
          target + (top + y) * to.width() + left,
          from.width());
    }
  }

  private void resize(int source, byte[] out, int target) {
    int width = to.width();
    for (int y = 0; y < from.height(); y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int k = 0; k < across.weights[x].length; k++) {
          int column = across.first[x] + k;
          sum += across.weights[x][k] * (colored[source + y * from.width() + column] & 0xFF);
        }
        rows[y * width + x] = sum;
      }
    }
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int k = 0; k < down.weights[y].length; k++) {
          sum += down.weights[y][k] * rows[(down.first[y] + k) * width + x];
        }
        out[target + y * width + x] = (byte) Math.round(Math.max(0, Math.min(BRIGHTEST, sum)));
      }
    }
  }

  /** Which source pixels make up each new one along an axis. */
  private static final class Taps {
    private final int[] first;
    private final double[][] weights;

    Taps(int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(scale, 1);
      this.first = new int[to];
      this.weights = new double[to][];
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
      }
    }
  }
}
