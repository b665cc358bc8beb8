package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.LinePooling;
import dev.ensayo.backend.compiled.arithmetic.RunStarts;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * The largest number or the mean under each window, of images that lie line by line. A line of
 * windows is worked on at once ({@link LinePooling}).
 */
final class LinesPoolingBlock implements Block {
  private final Value input;
  private final Value output;
  private final Windows windows;
  private final boolean largest;
  private final boolean addsToInputGradient;
  private final int channels;
  private final int numbersPerRow;
  private final RunStarts taps;
  private final LinePooling pooling;

  /**
   * @param windows without dilation, none of which reaches beyond the image
   * @param largest whether the largest number counts; else the mean
   */
  LinesPoolingBlock(BlockContext context, Windows windows, boolean largest) {
    this.input = context.input();
    this.windows = windows;
    this.largest = largest;
    this.addsToInputGradient = context.addsToInputGradient();
    this.channels = input.shape().channels();
    this.numbersPerRow = input.shape().size();
    this.taps = new RunStarts(windows.taps());
    this.pooling =
        new LinePooling(
            windows.columns().stride(), windows.columns().size() * context.largestBatch());
    this.output =
        context.output(Shape.image(channels, windows.rows().output(), windows.columns().output()));
  }

  @Override
  public void forward(Pass pass) {
    int batch = pass.rows();
    int width = windows.columns().output();
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    for (int line = 0; line < windows.rows().output() * channels; line++) {
      find(line, batch);
      if (largest) {
        pooling.largest(x, taps, width, batch, y, line * width * batch);
      } else {
        pooling.mean(x, taps, width, batch, y, line * width * batch);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    int batch = pass.rows();
    int width = windows.columns().output();
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    Slice dy = output.gradient().slice();
    Slice dx = input.gradient().slice();
    if (!addsToInputGradient) {
      pass.arithmetic().images().clear(dx, numbersPerRow * batch);
    }
    for (int line = 0; line < windows.rows().output() * channels; line++) {
      find(line, batch);
      if (largest) {
        pooling.largestBackward(x, taps, width, batch, y, dy, line * width * batch, dx);
      } else {
        pooling.meanBackward(dy, line * width * batch, taps, width, batch, dx);
      }
    }
  }

  /** Finds where the taps of the first window begin in a line of one channel. */
  private void find(int line, int batch) {
    int row = line / channels * windows.rows().stride();
    int channel = line % channels;
    taps.clear();
    for (int i = 0; i < windows.rows().kernel(); i++) {
      for (int j = 0; j < windows.columns().kernel(); j++) {
        int pixel = ((row + i) * channels + channel) * windows.columns().size() + j;
        taps.add(pixel * batch);
      }
    }
  }
}
