package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;

/**
 * The zeros around an image {@code [H, W, C, B]} as far as windows reach. Where they begin moves
 * with the size of the batch.
 */
final class Border implements Frame {
  private final Windows windows;
  private final int channels;
  private final int width;
  private final int pixels;

  /**
   * @param channels of the image
   */
  Border(Windows windows, int channels) {
    this.windows = windows;
    this.channels = channels;
    this.width = windows.columns().padded();
    this.pixels = windows.rows().padded() * width;
  }

  @Override
  public boolean needed() {
    return windows.padded();
  }

  @Override
  public int size() {
    return pixels * channels;
  }

  @Override
  public void clear(ImageArithmetic images, Slice padded, int batch) {
    images.clear(padded, size() * batch);
  }

  @Override
  public void put(ImageArithmetic images, Slice image, int batch, Slice padded) {
    clear(images, padded, batch);
    int run = windows.columns().size() * channels * batch;
    for (int row = 0; row < windows.rows().size(); row++) {
      images.copy(image, row * run, padded, inside(row, batch), run);
    }
  }

  @Override
  public void take(ImageArithmetic images, Slice padded, int batch, Slice image, boolean add) {
    int run = windows.columns().size() * channels * batch;
    for (int row = 0; row < windows.rows().size(); row++) {
      if (add) {
        images.add(1, padded, inside(row, batch), image, row * run, run);
      } else {
        images.copy(padded, inside(row, batch), image, row * run, run);
      }
    }
  }

  /** Where a row of the image begins in its border. */
  private int inside(int row, int batch) {
    int pixel = (row + windows.rows().before()) * width + windows.columns().before();
    return pixel * channels * batch;
  }
}
