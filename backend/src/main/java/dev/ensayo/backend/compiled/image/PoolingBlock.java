package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.RunStarts;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * The largest number, the mean or the p-norm under each window, by channel. Windows at the border
 * see the part of the image that is under them; the mean divides by the numbers there are, or, as
 * networks of old Deeplearning4j versions ask, by the size of the window.
 */
public final class PoolingBlock implements Block {
  /** What becomes of a window. */
  enum Kind {
    MAX,
    MEAN,
    NORM
  }

  private final Value input;
  private final Value output;
  private final Windows windows;
  private final Kind kind;
  private final int exponent;
  private final boolean countsPadding;
  private final boolean addsToInputGradient;
  private final int channels;
  private final int numbersPerRow;
  private final RunStarts runs;

  /**
   * @param windows without dilation, each with at least one number of the image
   * @param exponent p of a norm
   * @param countsPadding whether a mean divides by the size of the window even at the border
   */
  PoolingBlock(
      BlockContext context, Windows windows, Kind kind, int exponent, boolean countsPadding) {
    this.input = context.input();
    this.windows = windows;
    this.kind = kind;
    this.exponent = exponent;
    this.countsPadding = countsPadding;
    this.addsToInputGradient = context.addsToInputGradient();
    this.channels = input.shape().channels();
    this.numbersPerRow = input.shape().size();
    this.runs = new RunStarts(windows.taps());
    this.output =
        context.output(Shape.image(channels, windows.rows().output(), windows.columns().output()));
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    int run = channels * pass.rows();
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    if (kind == Kind.MEAN) {
      images.clear(y, windows.positions() * run);
    }
    int at = 0;
    for (int row = 0; row < windows.rows().output(); row++) {
      for (int column = 0; column < windows.columns().output(); column++) {
        find(row, column, run);
        if (kind == Kind.MAX) {
          images.largest(x, runs, y, at, run);
        } else if (kind == Kind.NORM) {
          images.norm(x, runs, exponent, y, at, run);
        } else {
          for (int i = 0; i < runs.count(); i++) {
            images.add(factor(), x, runs.get(i), y, at, run);
          }
        }
        at += run;
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    ImageArithmetic images = pass.arithmetic().images();
    int run = channels * pass.rows();
    Slice x = input.data().slice();
    Slice y = output.data().slice();
    Slice dy = output.gradient().slice();
    Slice dx = input.gradient().slice();
    if (!addsToInputGradient) {
      images.clear(dx, numbersPerRow * pass.rows());
    }
    int at = 0;
    for (int row = 0; row < windows.rows().output(); row++) {
      for (int column = 0; column < windows.columns().output(); column++) {
        find(row, column, run);
        if (kind == Kind.MAX) {
          images.largestBackward(x, runs, y, dy, at, dx, run);
        } else if (kind == Kind.NORM) {
          images.normBackward(x, runs, exponent, y, dy, at, dx, run);
        } else {
          for (int i = 0; i < runs.count(); i++) {
            images.add(factor(), dy, at, dx, runs.get(i), run);
          }
        }
        at += run;
      }
    }
  }

  private double factor() {
    return 1.0 / (countsPadding ? windows.taps() : runs.count());
  }

  /** Finds where the pixels under a window begin. */
  private void find(int row, int column, int run) {
    Windows.Side rows = windows.rows();
    Windows.Side columns = windows.columns();
    runs.clear();
    for (int i = 0; i < rows.kernel(); i++) {
      int y = rows.at(row, i);
      for (int j = 0; j < columns.kernel(); j++) {
        int x = columns.at(column, j);
        if (rows.inside(y) && columns.inside(x)) {
          runs.add((y * columns.size() + x) * run);
        }
      }
    }
  }
}
