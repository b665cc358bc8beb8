package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import java.util.Arrays;

/**
 * The frame of images that lie line by line, {@code [H, C, W, B]}. Where windows move by S columns
 * at a time, a line is cut into the columns 0, S, 2S, …, the columns 1, S + 1, … and so on, {@code
 * [H, C, S, W/S, B]}: what a column of the kernel sees of all windows of a line is one run of
 * numbers again.
 */
final class LineFrame implements Frame {
  private final Windows windows;
  private final int channels;
  private final int stride;
  private final int columns;
  private final float[] line;
  private final float[] framedLine;

  /**
   * @param channels of the image
   */
  LineFrame(Windows windows, int channels, int largestBatch) {
    this.windows = windows;
    this.channels = channels;
    this.stride = windows.columns().stride();
    this.columns = (windows.columns().padded() + stride - 1) / stride;
    this.line = new float[windows.columns().size() * largestBatch];
    this.framedLine = new float[stride * columns * largestBatch];
  }

  @Override
  public boolean needed() {
    return windows.padded() || stride > 1;
  }

  @Override
  public int size() {
    return windows.rows().padded() * channels * stride * columns;
  }

  /** Numbers from one channel of a line to the next. */
  int lineLength(int batch) {
    return stride * columns * batch;
  }

  /**
   * Where the run begins that a tap sees of the first channel along a line of windows.
   *
   * @param row of windows
   */
  int from(int row, int tapRow, int tapColumn, int batch) {
    int y = row * windows.rows().stride() + tapRow * windows.rows().dilation();
    return y * channels * lineLength(batch)
        + place(tapColumn * windows.columns().dilation()) * batch;
  }

  /** Where a column of the framed image comes in its line. */
  private int place(int column) {
    return column % stride * columns + column / stride;
  }

  @Override
  public void clear(ImageArithmetic images, Slice framed, int batch) {
    images.clear(framed, size() * batch);
  }

  @Override
  public void put(ImageArithmetic images, Slice image, int batch, Slice framed) {
    int row = channels * lineLength(batch);
    int before = windows.rows().before();
    int after = before + windows.rows().size();
    images.clear(framed, 0, before * row);
    images.clear(framed, after * row, (windows.rows().padded() - after) * row);
    Arrays.fill(framedLine, 0, lineLength(batch), 0);
    for (int i = 0; i < windows.rows().size() * channels; i++) {
      putLine(image, i, batch, framed, before * row + i * lineLength(batch));
    }
  }

  private void putLine(Slice image, int index, int batch, Slice framed, int to) {
    int run = windows.columns().size() * batch;
    int before = windows.columns().before();
    if (stride == 1) {
      image.buffer().get(index * run, framedLine, before * batch, run);
    } else {
      image.buffer().get(index * run, line, 0, run);
      for (int column = 0; column < windows.columns().size(); column++) {
        System.arraycopy(line, column * batch, framedLine, place(column + before) * batch, batch);
      }
    }
    framed.buffer().put(to, framedLine, 0, lineLength(batch));
  }

  @Override
  public void take(ImageArithmetic images, Slice framed, int batch, Slice image, boolean add) {
    int run = windows.columns().size() * batch;
    int first = windows.rows().before() * channels * lineLength(batch);
    for (int i = 0; i < windows.rows().size() * channels; i++) {
      int from = first + i * lineLength(batch);
      if (stride > 1) {
        takeLine(framed, from, batch, image, i * run, add);
      } else if (add) {
        images.add(1, framed, from + windows.columns().before() * batch, image, i * run, run);
      } else {
        images.copy(framed, from + windows.columns().before() * batch, image, i * run, run);
      }
    }
  }

  private void takeLine(Slice framed, int from, int batch, Slice image, int to, boolean add) {
    int run = windows.columns().size() * batch;
    int before = windows.columns().before();
    framed.buffer().get(from, framedLine, 0, lineLength(batch));
    for (int column = 0; column < windows.columns().size(); column++) {
      System.arraycopy(framedLine, place(column + before) * batch, line, column * batch, batch);
    }
    if (add) {
      image.buffer().get(to, framedLine, 0, run);
      add(line, framedLine, run);
    }
    image.buffer().put(to, line, 0, run);
  }

  private static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += y[i];
    }
  }
}
