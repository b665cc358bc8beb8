package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.OptionalInt;

/** The windows that a layer moves over an image, square unless a width is given. */
public record WindowSpec(
    @Setting(
            value = "side of the square kernel, or its height",
            min = 1,
            max = 1024,
            unit = "pixels")
        int kernel,
    @Setting(
            value = "distance of neighbouring windows, or of those above each other",
            defaultValue = "1",
            min = 1,
            max = 1024,
            unit = "pixels")
        int stride,
    @Setting(value = "what windows do at the border", defaultValue = "valid") Padding padding,
    @Setting(
            value = "rows (and columns) of zeros on each side, for valid padding",
            defaultValue = "0",
            min = 0,
            max = 1024,
            unit = "pixels")
        int border,
    @Setting(
            value = "width of the kernel, where it is not as its height",
            min = 1,
            max = 1024,
            unit = "pixels")
        OptionalInt kernelWidth,
    @Setting(
            value =
                "distance of windows side by side, where it is not as that of windows above each other",
            min = 1,
            max = 1024,
            unit = "pixels")
        OptionalInt strideWidth,
    @Setting(
            value = "columns of zeros on each side, where it is not as the rows above and below",
            min = 0,
            max = 1024,
            unit = "pixels")
        OptionalInt borderWidth) {

  public WindowSpec {
    Settings.check(
        WindowSpec.class, kernel, stride, padding, border, kernelWidth, strideWidth, borderWidth);
    if (padding == Padding.SAME && (border > 0 || borderWidth.orElse(0) > 0)) {
      throw new InvalidSettingException("border", "belongs to padding: valid");
    }
  }

  /** Square windows. */
  public WindowSpec(int kernel, int stride, Padding padding, int border) {
    this(
        kernel,
        stride,
        padding,
        border,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** Square windows one pixel apart inside the image. */
  public static WindowSpec of(int kernel) {
    return new WindowSpec(kernel, 1, Padding.VALID, 0);
  }

  /** Height and width of a window. */
  public int[] size() {
    return new int[] {kernel, kernelWidth.orElse(kernel)};
  }

  /** Distance of windows above each other and side by side. */
  public int[] strides() {
    return new int[] {stride, strideWidth.orElse(stride)};
  }

  /** Rows and columns added on each side. */
  public int[] borders() {
    return new int[] {border, borderWidth.orElse(border)};
  }

  /**
   * How many windows there are above each other and side by side.
   *
   * @param image its shape {@code [C, H, W]}
   * @param dilations distance of a window's rows and of its columns
   * @throws InvalidSettingException if they do not fit
   */
  List<Integer> positions(List<Integer> image, int... dilations) {
    return ImmutableList.of(
        positions("height", image.get(1), 0, dilations),
        positions("width", image.get(2), 1, dilations));
  }

  private int positions(String side, int pixels, int axis, int... dilations) {
    return ImageShape.positions(
        side, pixels, size()[axis], strides()[axis], padding, borders()[axis], dilations[axis]);
  }

  /** Checks that windows leave no pixel out where the image is to be S·N. */
  void checkCovers() {
    for (int axis = 0; axis < 2; axis++) {
      if (padding == Padding.SAME && size()[axis] < strides()[axis]) {
        throw new InvalidSettingException(
            "kernel", "must be at least the stride with padding: same");
      }
    }
  }

  /**
   * Height and width of an image over which the windows lie, one for each pixel of another.
   *
   * @param image the shape {@code [C, H, W]} of the other
   * @throws InvalidSettingException if nothing of it is left
   */
  List<Integer> covered(List<Integer> image) {
    return ImmutableList.of(covered("height", image.get(1), 0), covered("width", image.get(2), 1));
  }

  private int covered(String side, int pixels, int axis) {
    return ImageShape.covered(
        side, pixels, size()[axis], strides()[axis], padding, borders()[axis]);
  }
}
