package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

/**
 * A two-dimensional convolution of an image {@code [C, H, W]} (LeCun et al., "Gradient-based
 * learning applied to document recognition", 1998), with kernels {@code [filters, C, KH, KW]},
 * square unless a width is given, that are not flipped and biases that start at zero.
 *
 * @param dilation distance of the kernel's rows and columns in the image: 1 for neighbours (Yu and
 *     Koltun, 2016)
 * @param dropout probability of dropping each number of the layer's <em>input</em> while training
 */
@Choice(value = "convolution", summary = "a two-dimensional convolution of an image")
public record ConvolutionSpec(
    @Setting(value = "channels of the output", min = 1, max = 1 << 16, unit = "channels")
        int filters,
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
            value = "distance of the kernel's rows (and columns)",
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
        double dropout,
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
        OptionalInt borderWidth,
    @Setting(
            value = "distance of the kernel's columns, where it is not as that of its rows",
            min = 1,
            max = 1024,
            unit = "pixels")
        OptionalInt dilationWidth)
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
        dropout,
        kernelWidth,
        strideWidth,
        borderWidth,
        dilationWidth);
    ImageShape.checkBorder(padding, border, borderWidth);
    if (initialization == Initialization.ORTHOGONAL) {
      throw new InvalidSettingException(
          "initialization", "orthogonal is for dense and recurrent layers, not for convolutions");
    }
  }

  /** A layer whose windows are as wide as high. */
  public ConvolutionSpec(
      int filters,
      int kernel,
      int stride,
      Padding padding,
      int border,
      int dilation,
      boolean bias,
      Activation activation,
      Initialization initialization,
      double dropout) {
    this(
        filters,
        kernel,
        stride,
        padding,
        border,
        dilation,
        bias,
        activation,
        initialization,
        dropout,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty());
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
        ImageShape.positions(
            "width",
            image.get(2),
            kernelWidth.orElse(kernel),
            strideWidth.orElse(stride),
            padding,
            borderWidth.orElse(border),
            dilationWidth.orElse(dilation)));
  }

  @Override
  public void addTo(LayerDraft draft) {
    int channels = draft.inputShape().get(0);
    int[] kernelSize = kernelSize();
    ConvolutionLayer.Builder layer =
        new ConvolutionLayer.Builder(kernelSize)
            .nIn(channels)
            .nOut(filters)
            .stride(strides())
            .padding(borders())
            .dilation(dilations())
            .convolutionMode(InDeeplearning4j.padding(padding))
            .hasBias(bias)
            .activation(InDeeplearning4j.activation(activation))
            .weightInit(
                InDeeplearning4j.initialization(
                    initialization, channels * kernelSize[0] * kernelSize[1]));
    draft
        .regularization()
        .maxNorm()
        .ifPresent(norm -> layer.constrainWeights(new MaxNormConstraint(norm, 1, 2, 3)));
    if (dropout > 0) {
      layer.dropOut(1 - dropout);
    }
    draft.add(layer.build());
  }

  /** Height and width of the kernel. */
  public int[] kernelSize() {
    return new int[] {kernel, kernelWidth.orElse(kernel)};
  }

  /** Distance of windows above each other and side by side. */
  public int[] strides() {
    return new int[] {stride, strideWidth.orElse(stride)};
  }

  /** Rows and columns of zeros on each side. */
  public int[] borders() {
    return new int[] {border, borderWidth.orElse(border)};
  }

  /** Distance of the kernel's rows and columns. */
  public int[] dilations() {
    return new int[] {dilation, dilationWidth.orElse(dilation)};
  }
}
