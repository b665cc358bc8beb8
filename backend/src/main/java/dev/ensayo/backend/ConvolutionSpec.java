package dev.ensayo.backend;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/**
 * A two-dimensional convolution of an image {@code [C, H, W]} (LeCun et al., "Gradient-based
 * learning applied to document recognition", 1998), with square kernels {@code [filters, C, K, K]}
 * that are not flipped and biases that start at zero.
 *
 * @param dilation distance of the kernel's rows and columns in the image: 1 for neighbours (Yu and
 *     Koltun, 2016)
 * @param dropout probability of dropping each number of the layer's <em>input</em> while training
 */
@Choice(value = "convolution", summary = "a two-dimensional convolution of an image")
public record ConvolutionSpec(
    @Setting(value = "channels of the output", min = 1, max = 1 << 16, unit = "channels")
        int filters,
    @Setting(value = "side of the square kernel", min = 1, max = 1024, unit = "pixels") int kernel,
    @Setting(
            value = "distance of neighbouring windows",
            defaultValue = "1",
            min = 1,
            max = 1024,
            unit = "pixels")
        int stride,
    @Setting(value = "what windows do at the border", defaultValue = "valid") Padding padding,
    @Setting(
            value = "rows and columns of zeros on each side, for valid padding",
            defaultValue = "0",
            min = 0,
            max = 1024,
            unit = "pixels")
        int border,
    @Setting(
            value = "distance of the kernel's rows and columns",
            defaultValue = "1",
            min = 1,
            max = 1024,
            unit = "pixels")
        int dilation,
    @Setting(value = "whether each channel has a bias", defaultValue = "true") boolean bias,
    @Setting(value = "function of each number", defaultValue = "relu") Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "relu")
        Initialization initialization,
    @Setting(
            value = "probability of dropping each number of the input while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double dropout)
    implements LayerSpec {

  public ConvolutionSpec {
    Settings.check(
        ConvolutionSpec.class,
        filters,
        kernel,
        stride,
        padding,
        border,
        dilation,
        bias,
        activation,
        initialization,
        dropout);
    if (padding == Padding.SAME && border > 0) {
      throw new InvalidSettingException("border", "belongs to padding: valid");
    }
  }

  /** A layer with stride 1, without padding or dropout. */
  public static ConvolutionSpec of(
      int filters, int kernel, Activation activation, Initialization initialization) {
    return new ConvolutionSpec(
        filters, kernel, 1, Padding.VALID, 0, 1, true, activation, initialization, 0);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    List<Integer> image = ImageShape.check(inputShape, "a convolution");
    return ImmutableList.of(
        filters,
        ImageShape.positions("height", image.get(1), kernel, stride, padding, border, dilation),
        ImageShape.positions("width", image.get(2), kernel, stride, padding, border, dilation));
  }
}
