package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.core.config.InvalidSettingException;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * Where the windows of a convolution or pooling layer lie.
 *
 * @param input the image
 * @param rows along its height
 * @param columns along its width
 */
public record Windows(Shape input, Side rows, Side columns) {

  /**
   * One side.
   *
   * @param size of the image
   * @param before padding before the image
   * @param output positions of the window
   */
  record Side(int size, int kernel, int stride, int before, int dilation, int output) {
    /** The side of the padded image, as far as windows reach, at least that of the image. */
    int padded() {
      int reach = (output - 1) * stride + OutputSize.window(kernel, dilation);
      return Math.max(before + size, reach);
    }

    /** Where a window's number {@code tap} falls in the image; may be outside. */
    int at(int position, int tap) {
      return position * stride + tap * dilation - before;
    }

    boolean inside(int index) {
      return index >= 0 && index < size;
    }

    private static Side of(
        int size, int kernel, int stride, int padding, int dilation, ConvolutionMode mode) {
      return switch (mode) {
        case Same -> {
          int output = OutputSize.same(size, stride);
          int needed = (output - 1) * stride + OutputSize.window(kernel, dilation) - size;
          yield new Side(size, kernel, stride, Math.max(0, needed) / 2, dilation, output);
        }
        case Truncate -> {
          int output = OutputSize.explicit(size, kernel, stride, padding, dilation);
          yield new Side(size, kernel, stride, padding, dilation, output);
        }
        case Strict -> {
          int output = OutputSize.exact(size, kernel, stride, padding, dilation);
          yield new Side(size, kernel, stride, padding, dilation, output);
        }
        case Causal -> throw new IllegalArgumentException("mode Causal is for sequences");
      };
    }
  }

  /**
   * The windows of a layer.
   *
   * @param owner names the layer in messages
   * @throws InvalidSettingException for {@code engine} if the windows do not fit the image
   */
  static Windows of(
      Shape input,
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation,
      ConvolutionMode mode,
      String owner) {
    try {
      return new Windows(
          input,
          Side.of(input.height(), kernel[0], stride[0], padding[0], dilation[0], mode),
          Side.of(input.width(), kernel[1], stride[1], padding[1], dilation[1], mode));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("engine", owner + ": " + e.getMessage());
    }
  }

  /** Numbers of the image under one window, of one channel. */
  int taps() {
    return rows.kernel * columns.kernel;
  }

  /** Pixels of the output. */
  int positions() {
    return rows.output * columns.output;
  }

  /** Whether windows reach beyond the image. */
  boolean padded() {
    return rows.padded() > rows.size || columns.padded() > columns.size;
  }
}
