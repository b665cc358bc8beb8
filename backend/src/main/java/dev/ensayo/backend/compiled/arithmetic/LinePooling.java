package dev.ensayo.backend.compiled.arithmetic;

import java.util.Arrays;

/**
 * The largest number or the mean of windows along a line of pixels, B examples each. Windows are
 * computed at every pixel, which is one loop over a run of numbers for each tap, and those that
 * begin at every S-th pixel are kept.
 *
 * <p>An instance has scratch of its own and belongs to one block.
 */
public final class LinePooling {
  /** Larger than any number: where no window begins, nothing is the largest. */
  private static final float BEYOND = Float.MAX_VALUE;

  private final int stride;
  private final float[] window;
  private final float[] slope;
  private final float[] tap;
  private final float[] tapSlope;

  /**
   * @param stride S
   * @param longest numbers of the longest line
   */
  public LinePooling(int stride, int longest) {
    this.stride = stride;
    this.window = new float[longest];
    this.slope = new float[longest];
    this.tap = new float[longest];
    this.tapSlope = new float[longest];
  }

  /** Numbers from the first of the first window to the last of the first tap of the last one. */
  private int reach(int windows, int batch) {
    return ((windows - 1) * stride + 1) * batch;
  }

  /**
   * y ← the largest number of each window.
   *
   * @param taps where in x each tap of the first window begins; at least one
   * @param windows how many there are
   */
  public void largest(Slice x, RunStarts taps, int windows, int batch, Slice y, int at) {
    int reach = reach(windows, batch);
    x.buffer().get(taps.get(0), window, 0, reach);
    for (int i = 1; i < taps.count(); i++) {
      x.buffer().get(taps.get(i), tap, 0, reach);
      maximum(window, tap, reach);
    }
    store(windows, batch, y, at);
  }

  /** y ← the mean of each window. */
  public void mean(Slice x, RunStarts taps, int windows, int batch, Slice y, int at) {
    int reach = reach(windows, batch);
    Arrays.fill(window, 0, reach, 0);
    for (int i = 0; i < taps.count(); i++) {
      x.buffer().get(taps.get(i), tap, 0, reach);
      addScaled(window, tap, 1f / taps.count(), reach);
    }
    store(windows, batch, y, at);
  }

  private void store(int windows, int batch, Slice y, int at) {
    if (stride == 1) {
      y.buffer().put(at, window, 0, windows * batch);
      return;
    }
    for (int i = 0; i < windows; i++) {
      System.arraycopy(window, i * stride * batch, tap, i * batch, batch);
    }
    y.buffer().put(at, tap, 0, windows * batch);
  }

  /** The numbers of the windows where they begin, and another number between them. */
  private void spread(Slice from, int at, int windows, int batch, float between, float[] numbers) {
    if (stride == 1) {
      from.buffer().get(at, numbers, 0, windows * batch);
      return;
    }
    from.buffer().get(at, tap, 0, windows * batch);
    Arrays.fill(numbers, 0, reach(windows, batch), between);
    for (int i = 0; i < windows; i++) {
      System.arraycopy(tap, i * batch, numbers, i * stride * batch, batch);
    }
  }

  /**
   * The gradient of {@link #largest}: it goes to the first tap that holds the largest number.
   *
   * @param at where y and dy begin
   * @param dx gradient of x; it is added to
   */
  public void largestBackward(
      Slice x, RunStarts taps, int windows, int batch, Slice y, Slice dy, int at, Slice dx) {
    int reach = reach(windows, batch);
    spread(y, at, windows, batch, BEYOND, window);
    spread(dy, at, windows, batch, 0, slope);
    for (int i = 0; i < taps.count(); i++) {
      x.buffer().get(taps.get(i), tap, 0, reach);
      dx.buffer().get(taps.get(i), tapSlope, 0, reach);
      ImageArithmetic.passToWinner(window, slope, tap, tapSlope, reach);
      dx.buffer().put(taps.get(i), tapSlope, 0, reach);
    }
  }

  /**
   * The gradient of {@link #mean}.
   *
   * @param dx gradient of x; it is added to
   */
  public void meanBackward(Slice dy, int at, RunStarts taps, int windows, int batch, Slice dx) {
    int reach = reach(windows, batch);
    spread(dy, at, windows, batch, 0, slope);
    for (int i = 0; i < taps.count(); i++) {
      dx.buffer().get(taps.get(i), tapSlope, 0, reach);
      addScaled(tapSlope, slope, 1f / taps.count(), reach);
      dx.buffer().put(taps.get(i), tapSlope, 0, reach);
    }
  }

  private static void maximum(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(x[i], y[i]);
    }
  }

  private static void addScaled(float[] x, float[] y, float factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += factor * y[i];
    }
  }
}
