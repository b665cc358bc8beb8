package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

/**
 * A two-dimensional convolution of an image {@code [C, H, W]} (LeCun et al., "Gradient-based
 * learning applied to document recognition", 1998), with kernels {@code [filters, C, KH, KW]},
 * square unless a width is given, that are not flipped.
 *
 * @param dilation distance of the kernel's rows and columns in the image: 1 for neighbours (Yu and
 *     Koltun, 2016)
 * @param dropout probability of dropping each number of the layer's <em>input</em> while training
 * @param gain factor of the initial weights
 */
@Choice(value = "convolution", summary = "a two-dimensional convolution of an image")
public record ConvolutionSpec(
    @Setting(value = "channels of the output", min = 1, max = 1 << 16, unit = "channels")
        int filters,
    @Unwrapped WindowSpec windows,
    @Setting(
            value = "distance of the kernel's rows (and columns)",
            defaultValue = "1",
            min = 1,
            max = 1024,
            unit = "pixels",
            after = "border")
        int dilation,
    @Setting(value = "whether each channel has a bias", defaultValue = "true", after = "border")
        boolean bias,
    @Setting(
            value = "function of each number" + Activation.OURS,
            defaultValue = "relu",
            after = "border")
        Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "relu", after = "border")
        Initialization initialization,
    @Setting(
            value = "probability of dropping each number of the input while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true,
            after = "border")
        double dropout,
    @Setting(
            value = "distance of the kernel's columns, where it is not as that of its rows",
            min = 1,
            max = 1024,
            unit = "pixels")
        OptionalInt dilationWidth,
    @Setting(
            value = "factor of the initial weights",
            defaultValue = "1",
            min = 0,
            minExcluded = true)
        double gain,
    @Setting(value = "where each bias starts", defaultValue = "0") double initialBias)
    implements LayerSpec {

  public ConvolutionSpec {
    Settings.check(
        ConvolutionSpec.class,
        filters,
        windows,
        dilation,
        bias,
        activation,
        initialization,
        dropout,
        dilationWidth,
        gain,
        initialBias);
  }

  /** A layer whose kernel's rows and columns are neighbours in the image. */
  public ConvolutionSpec(
      int filters,
      WindowSpec windows,
      boolean bias,
      Activation activation,
      Initialization initialization,
      double dropout) {
    this(filters, windows, bias, activation, initialization, dropout, 1);
  }

  /**
   * A layer whose weights start larger or smaller than they are drawn.
   *
   * @param gain their factor
   */
  public ConvolutionSpec(
      int filters,
      WindowSpec windows,
      boolean bias,
      Activation activation,
      Initialization initialization,
      double dropout,
      double gain) {
    this(
        filters,
        windows,
        1,
        bias,
        activation,
        initialization,
        dropout,
        OptionalInt.empty(),
        gain,
        0);
  }

  /** A layer with stride 1, without padding or dropout. */
  public static ConvolutionSpec of(
      int filters, int kernel, Activation activation, Initialization initialization) {
    return new ConvolutionSpec(filters, WindowSpec.of(kernel), true, activation, initialization, 0);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    List<Integer> image = ImageShape.check(inputShape, "a convolution");
    return ImmutableList.<Integer>builder()
        .add(filters)
        .addAll(windows.positions(image, dilations()))
        .build();
  }

  @Override
  public void addTo(LayerDraft draft) {
    int channels = draft.inputShape().get(0);
    int[] kernel = windows.size();
    ConvolutionLayer.Builder layer =
        new ConvolutionLayer.Builder(kernel)
            .nIn(channels)
            .nOut(filters)
            .stride(windows.strides())
            .padding(windows.borders())
            .dilation(dilations())
            .convolutionMode(InDeeplearning4j.padding(windows.padding()))
            .hasBias(bias)
            .activation(InDeeplearning4j.activation(activation))
            .weightInit(
                InDeeplearning4j.initialization(
                    initialization, channels * kernel[0] * kernel[1], gain))
            .biasInit(initialBias);
    draft
        .regularization()
        .maxNorm()
        .ifPresent(norm -> layer.constrainWeights(new MaxNormConstraint(norm, 1, 2, 3)));
    if (dropout > 0) {
      layer.dropOut(1 - dropout);
    }
    draft.add(layer.build());
  }

  /** Distance of the kernel's rows and columns. */
  private int[] dilations() {
    return new int[] {dilation, dilationWidth.orElse(dilation)};
  }
}
